import { seededRandom } from '../base/random.ts'
import { percentileInterval, resampleItems, resamplesFor } from '../math/bootstrap.ts'
import { concordance, concordanceRows } from '../math/concordance.ts'
import type { Verdict } from '../store/run.ts'
import type { Scored } from './scored.ts'
import { verdictOf } from './verdict.ts'

/** Concordance of one matrix over the resamples of a series' items. */
export interface Resampled {
  /** On the items as they are. */
  readonly value: number
  /** One for each resample. */
  readonly values: Float64Array
}

/** How often each item is drawn in each resample: equal for all models of a series, so that they can be paired. */
export interface Resamples {
  readonly n: number
  readonly count: number
  /** count × n, row-major. */
  readonly weights: Uint16Array
}

/** @param seed the run's seed; the draws depend on it and on the series only */
export function itemResamples(series: string, n: number, seed: number): Resamples {
  const count = resamplesFor(n)
  return { n, count, weights: resampleItems(n, count, seededRandom(seed, 'bootstrap', series)) }
}

/** Pairs weigh w_j · w_k on their original lags; nothing is re-indexed. O(count · n² log n). */
export function resampledConcordance(scored: Scored, { n, count, weights }: Resamples): Resampled {
  const rows = concordanceRows(scored.rounded, scored.distances, n)
  const values = Float64Array.from({ length: count }, (_, resample) =>
    concordance(rows, weights.subarray(resample * n, (resample + 1) * n)),
  )
  return { value: concordance(rows), values }
}

/** The headline of one model on one series, beside the spelling floor. */
export interface Headline {
  /** 95 % percentile interval of the concordance. */
  readonly interval: readonly [number, number] | null
  /** 95 % percentile interval of concordance minus floor, both on the same resamples. */
  readonly marginInterval: readonly [number, number] | null
  /** Null when the intervals are not defined. */
  readonly verdict: Verdict | null
}

/** @param spelling the string references on the same resamples; the best of them is taken anew in each */
export function headline(model: Resampled, spelling: readonly Resampled[]): Headline {
  const margins = model.values.map(
    (value, resample) => value - Math.max(...spelling.map(({ values }) => values[resample])),
  )
  const interval = percentileInterval(model.values)
  const marginInterval = percentileInterval(margins)
  return {
    interval,
    marginInterval,
    verdict: interval && marginInterval && verdictOf(model.value, interval, marginInterval),
  }
}
