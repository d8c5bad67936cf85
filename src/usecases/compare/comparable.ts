import { NumeracyError } from '../../base/error.ts'
import type { Listener } from '../../base/events.ts'
import { measureCatalogue } from '../../measures/catalogue.ts'
import type { Measure } from '../../measures/measure.ts'

/** How to compare runs by one measure. Everything may be left out. */
export interface ComparisonOptions {
  /** Id of the measure. Default `concordance`. */
  readonly measure?: string | undefined
  /** Default 1. */
  readonly seed?: number | undefined
  readonly listen?: Listener | undefined
  readonly signal?: AbortSignal | undefined
  /** Lets others work, every few milliseconds. Default: goes on at once. */
  readonly pause?: (() => Promise<unknown>) | undefined
}

/**
 * The measure of an id, which two models can be compared by: it can be resampled.
 * @throws NumeracyError `unknown` for any other
 */
export function comparableMeasure(who: 'compare' | 'trend', id: string): Measure {
  const comparable = measureCatalogue.filter(({ weighted }) => weighted !== undefined)
  const measure = comparable.find(each => each.id === id)
  if (measure !== undefined) return measure
  throw new NumeracyError(
    'unknown',
    `${who}: got the measure ${JSON.stringify(id)}; expected one of ${comparable.map(each => each.id).join(', ')}.`,
    { details: { measure: id } },
  )
}
