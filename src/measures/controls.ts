import { percentileInterval } from '../math/bootstrap.ts'
import { normalQuantile } from '../math/distributions.ts'
import { deviation, mean } from '../math/quantile.ts'
import type { ResampledConcordance } from './resamples.ts'
import type { MeasureResult } from './score.ts'

/** The concordance of guessing. */
const chance = 0.5

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
 * details, is the most that can be expected. The interval is paired: both sides on the same resamples. `share` is
 * the same as a share of what this model has to lose, its concordance above guessing: (C − C permuted) / (C − 0.5).
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
  const oracle = 1 - mean(permuted.map(each => each.oracle))
  return {
    id: 'selectivity',
    value,
    interval: percentileInterval(draws),
    chance: 0,
    details: {
      resamples: original.values.length,
      oracle,
      share: {
        value: known(shareLost(value, original.value)),
        interval: percentileInterval(draws.map((lost, draw) => shareLost(lost, original.values[draw]))),
        oracle: shareLost(oracle, 1),
      },
      permutations: permuted.map(({ digits, model, oracle }) => ({
        digits,
        concordance: model.value,
        oracle,
      })),
    },
  }
}

/** NaN where the concordance is no better than guessing: there is nothing to lose. */
function shareLost(lost: number, concordance: number): number {
  return concordance > chance ? lost / (concordance - chance) : Number.NaN
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/** One way to put the question. */
export interface Variant {
  readonly prompt: string
  /** Whether the documents stood in another order than that of the series. */
  readonly shuffled: boolean
  readonly concordance: ResampledConcordance
}

/**
 * How much the wording of the question and the order of the documents decide: the highest concordance over them
 * less the lowest. The interval is that of the two that differ most, wide enough for the choice among all pairs
 * of variants (Bonferroni; standard errors from paired resamples); above 0 where any difference is beyond noise.
 */
export function promptSensitivity(variants: readonly Variant[]): MeasureResult {
  const ordered = variants.toSorted((a, b) => a.concordance.value - b.concordance.value)
  const [lowest, highest] = [ordered[0], ordered[ordered.length - 1]]
  const value = highest.concordance.value - lowest.concordance.value
  const comparisons = (variants.length * (variants.length - 1)) / 2
  const error = deviation(
    highest.concordance.values.map((each, draw) => each - lowest.concordance.values[draw]),
  )
  const reach = normalQuantile(1 - 0.025 / comparisons) * error
  return {
    id: 'prompt-sensitivity',
    value,
    interval: Number.isNaN(reach) ? null : [Math.max(0, value - reach), value + reach],
    chance: 0,
    details: {
      resamples: highest.concordance.values.length,
      highest: highest.prompt,
      lowest: lowest.prompt,
      variants: variants.map(({ prompt, shuffled, concordance }) => ({
        prompt,
        order: shuffled ? 'shuffled' : 'as the series',
        concordance: concordance.value,
      })),
    },
  }
}
