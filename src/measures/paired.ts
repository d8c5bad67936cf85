import { normalTails } from '../math/normal.ts'
import { deviation } from '../math/quantile.ts'
import type { Measure } from './measure.ts'
import { type Interval, intervalOf } from './resample-measures.ts'

/** A measure of one matrix, on the items as they are and on each resample. */
export interface Drawn {
  readonly value: number
  readonly values: Float64Array
}

/** One model less another on one series. */
export interface PairedDifference {
  readonly difference: number
  /** 95 %, as the measure's own: percentiles of the differences on equal resamples. */
  readonly interval: Interval | null
  /**
   * Of no difference, two-sided: normal, the difference over its standard error on the resamples. Counting the
   * resamples instead could never give less than one in their number. 1 where there is no interval.
   */
  readonly p: number
}

/** What rounding leaves of equal numbers: a measure is at most a few units, of some 16 digits. */
const dust = 1e-12

/** Both sides on the same resamples: what makes a series hard moves both, and leaves the difference alone. */
export function pairedDifference(measure: Measure, a: Drawn, b: Drawn): PairedDifference {
  const difference = a.value - b.value
  const draws = a.values.map((value, draw) => value - b.values[draw])
  // The difference of two values has no bounds of its own.
  const interval = intervalOf({ ...measure, range: [null, null] }, difference, draws)
  if (interval === null) return { difference, interval, p: 1 }
  const error = deviation(draws.filter(draw => !Number.isNaN(draw)))
  const p = error > dust ? normalTails(difference / error) : Math.abs(difference) > dust ? 0 : 1
  return { difference, interval, p }
}
