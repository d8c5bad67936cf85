import type { Expect } from 'expect'
import { numeracyMatchers as matchers, type NumeracyMatchers } from './matchers.ts'

export type { ApartOptions, NumeracyMatchers, OrderOptions, PlacedCase } from './matchers.ts'
export { type Recordable, type RecordedModel, type RecordedSettings, recorded } from './recorded.ts'

/** For `expect.extend`. Each is awaited: `await expect(model).toPlaceCloser(…)`. */
export const numeracyMatchers = matchers satisfies Parameters<Expect['extend']>[0]

// For `import { expect } from '@jest/globals'`; a declaration is merged only with the same parameters.
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends NumeracyMatchers<Promise<void>> {}
}

// For the global `expect` of @types/jest.
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: a declaration is merged only with the same parameters.
    interface Matchers<R, T = {}> extends NumeracyMatchers<Promise<void>> {}
  }
}
