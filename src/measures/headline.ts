import { percentileInterval } from '../math/bootstrap.ts'
import type { Verdict } from '../store/run.ts'
import type { Interval } from './resample-measures.ts'
import { verdictOf } from './verdict.ts'

/** The headline of one model on one series, beside the spelling floor. */
export interface Headline {
  /** 95 % percentile interval of the concordance. */
  readonly interval: Interval | null
  /** 95 % percentile interval of concordance minus floor, both on the same resamples. */
  readonly marginInterval: Interval | null
  /** Null when the intervals are not defined. */
  readonly verdict: Verdict | null
}

/**
 * @param values the model's concordance on each resample
 * @param spelling those of the string references; the best of them is taken anew in each resample
 */
export function headline(values: Float64Array, spelling: readonly Float64Array[]): Headline {
  const margins = values.map((each, resample) => each - Math.max(...spelling.map(floor => floor[resample])))
  const interval = percentileInterval(values)
  const marginInterval = percentileInterval(margins)
  return {
    interval,
    marginInterval,
    verdict: interval && marginInterval && verdictOf(interval, marginInterval),
  }
}
