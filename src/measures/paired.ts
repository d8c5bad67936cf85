import { normalQuantile, normalTails } from '../math/distributions.ts'
import { significanceLevel } from '../math/holm.ts'
import { deviation } from '../math/quantile.ts'
import type { Measure } from './measure.ts'
import { type Interval, intervalOf } from './resamples.ts'

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
  const { difference, draws } = differences(a, b)
  // The difference of two values has no bounds of its own.
  const interval = intervalOf({ ...measure, range: [null, null] }, difference, draws)
  if (interval === null) return { difference, interval, p: 1 }
  const error = standardError(draws)
  const p = error > dust ? normalTails(difference / error) : Math.abs(difference) > dust ? 0 : 1
  return { difference, interval, p }
}

/**
 * Whether the adjusted p is at most 0.05 and the interval leaves out 0. The two can differ: where resampling shifts a
 * measure, as that of an extreme, p does not see it.
 * @param adjusted its p among all that are compared (Holm)
 */
export function isSignificant({ interval }: Pick<PairedDifference, 'interval'>, adjusted: number): boolean {
  return adjusted <= significanceLevel && interval !== null && (interval[0] > 0 || interval[1] < 0)
}

/**
 * The normal interval of a difference at a level, such as the one that Holm's method tests it at: it leaves out 0
 * exactly where p is below the level. Null where no resample is defined.
 */
export function pairedIntervalAt(level: number, a: Drawn, b: Drawn): Interval | null {
  const { difference, draws } = differences(a, b)
  const reach = normalQuantile(1 - level / 2) * standardError(draws)
  return Number.isNaN(reach) ? null : [difference - reach, difference + reach]
}

function differences(a: Drawn, b: Drawn) {
  return { difference: a.value - b.value, draws: a.values.map((value, draw) => value - b.values[draw]) }
}

function standardError(draws: Float64Array): number {
  return deviation(draws.filter(draw => !Number.isNaN(draw)))
}
