import { percentileInterval } from '../math/bootstrap.ts'
import { mean } from '../math/quantile.ts'
import type { ResampledConcordance } from './resample-measures.ts'
import type { MeasureResult } from './score.ts'

/** A series with its digits permuted, judged by the distances of the original. */
export interface PermutedConcordance {
  /** The image of each digit from 0. */
  readonly digits: string
  readonly model: ResampledConcordance
  /** What the oracle scores that reads the permuted numbers: length and decades keep some of the order. */
  readonly oracle: number
}

/**
 * Digit permutation: the concordance less its mean over permutations of the digits, which leave every edit
 * distance as it was and take most of the order. 0 for whatever compares characters alone; the oracle's, in the
 * details, is the most that can be expected. The interval is paired: both sides on the same resamples.
 */
export function selectivity(
  original: ResampledConcordance,
  permuted: readonly PermutedConcordance[],
): MeasureResult {
  // The mean of the differences, not the difference of the means: equal numbers then leave exactly 0.
  const value = mean(permuted.map(({ model }) => original.value - model.value))
  const draws = original.values.map((each, draw) =>
    mean(permuted.map(({ model }) => each - model.values[draw])),
  )
  return {
    id: 'selectivity',
    value,
    interval: percentileInterval(draws),
    chance: 0,
    details: {
      resamples: original.values.length,
      oracle: 1 - mean(permuted.map(({ oracle }) => oracle)),
      permutations: permuted.map(({ digits, model, oracle }) => ({
        digits,
        concordance: model.value,
        oracle,
      })),
    },
  }
}
