import type { Json } from '../base/json.ts'
import { measureCatalogue, zeroMeasures } from './catalogue.ts'
import type { Measure, Outcome } from './measure.ts'
import type { Scored } from './scored.ts'
import { scoreZero } from './zero.ts'

/** One measure of a run, with what stands beside it. Null where undefined, then with a reason. */
export interface MeasureResult {
  readonly id: string
  readonly value: number | null
  /** 95 % interval; null where it has none, or none yet. */
  readonly interval: readonly [low: number, high: number] | null
  readonly chance: number | null
  readonly reason?: string
  readonly details?: { readonly [key: string]: Json }
}

/** Every measure of the catalogue on one matrix. O(n² log n). */
export function measureAll(scored: Scored): MeasureResult[] {
  return measureCatalogue.map(measure => measured(measure, scored))
}

/** One measure on one matrix, without its resamples. */
export function measured(measure: Measure, scored: Scored): MeasureResult {
  return result(measure.id, measure.compute(scored), measure.chance(scored))
}

/**
 * The measures of the zero experiment, `zero-order` and `zero-linearity`, each in [−1, 1] with its 95 % interval: null
 * with a reason where all similarities are equal. O(resamples · n).
 * @param similarities to zero, one for each value
 * @param values the numbers, in the same order; 0 itself is left out
 */
export function measureZero(
  similarities: ArrayLike<number>,
  values: ArrayLike<number>,
  seed: number,
): MeasureResult[] {
  return zeroMeasures.map(measure =>
    result(measure.id, scoreZero(measure, similarities, values, seed), measure.chance),
  )
}

function result(
  id: string,
  { value, reason, details, interval = null }: Outcome,
  chance: number | null,
): MeasureResult {
  return {
    id,
    // + 0 turns −0, which a file cannot hold, into 0.
    value: Number.isNaN(value) ? null : value + 0,
    interval,
    chance,
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
  }
}
