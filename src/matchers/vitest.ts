import type { MatchersObject } from 'vitest'
import { numeracyMatchers as matchers, type NumeracyMatchers } from './matchers.ts'

export type { ApartOptions, NumeracyMatchers, OrderOptions, PlacedCase } from './matchers.ts'
export { type Recordable, type RecordedModel, type RecordedSettings, recorded } from './recorded.ts'

/** For `expect.extend`. Each is awaited: `await expect(model).toPlaceCloser(…)`. */
export const numeracyMatchers = matchers satisfies MatchersObject

declare module 'vitest' {
  // A declaration is merged only with the same parameters.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends NumeracyMatchers<Promise<void>> {}
}
