import { seededRandom } from '../base/random.ts'
import { intervalWith, resampleItems, resamplesFor } from '../math/bootstrap.ts'
import { isConstant, levelsOf, spearman, weightedSpearman } from '../math/correlation.ts'
import { fitLine } from '../math/line.ts'
import { roundedToSpread } from '../math/round.ts'
import { unitOf } from '../math/scale.ts'
import type { Outcome } from './measure.ts'

/** The similarity of numbers to zero; 0 itself is left out. */
export interface ZeroScores {
  /** As the model gave them, in a unit in which their squares are not lost. */
  readonly scores: Float64Array
  /** The size of each number. */
  readonly sizes: Float64Array
}

/** One way to score the zero experiment: similarity to zero against the size of the number. */
export interface ZeroMeasure {
  readonly id: string
  readonly title: string
  readonly better: 'higher'
  readonly range: readonly [-1, 1]
  readonly chance: 0
  /** NaN where undefined. */
  compute(zero: ZeroScores): number
  /** The same where each number weighs what a draw of the bootstrap gives it. */
  weighted(zero: ZeroScores): (weights: ArrayLike<number>) => number
}

/** Does similarity to zero fall as numbers grow? Spearman(S(0, x), −|x|). */
export const zeroOrder: ZeroMeasure = {
  id: 'zero-order',
  title: 'Does similarity to zero fall as numbers grow?',
  better: 'higher',
  range: [-1, 1],
  chance: 0,
  compute: ({ scores, sizes }) => -spearman(roundedToSpread(scores), sizes),
  weighted({ scores, sizes }) {
    const [scoreLevels, sizeLevels] = [levelsOf(roundedToSpread(scores)), levelsOf(sizes)]
    return weights => -weightedSpearman(scoreLevels, sizeLevels, weights)
  },
}

/** … and in a straight line? −sign(slope) · R² of S(0, x) on |x|. */
export const zeroLinearity: ZeroMeasure = {
  id: 'zero-linearity',
  title: 'Does it fall in a straight line?',
  better: 'higher',
  range: [-1, 1],
  chance: 0,
  compute: zero => straightness(zero),
  weighted: zero => weights => straightness(zero, weights),
}

/**
 * A measure of the zero experiment with its 95 % interval: percentiles over resampled numbers.
 * @param similarities to zero, one for each value
 */
export function scoreZero(
  measure: ZeroMeasure,
  similarities: ArrayLike<number>,
  values: ArrayLike<number>,
  seed: number,
): Outcome {
  const zero = withoutZero(similarities, values)
  const value = measure.compute(zero)
  if (Number.isNaN(value)) return { value, reason: 'All similarities to zero are equal.' }
  const n = zero.sizes.length
  const count = resamplesFor(n)
  const items = resampleItems(n, count, seededRandom(seed, 'bootstrap', 'zero'))
  const under = measure.weighted(zero)
  const draws = Float64Array.from({ length: count }, (_, at) => under(items.subarray(at * n, (at + 1) * n)))
  return { value, interval: intervalWith(value, draws) }
}

function straightness({ scores, sizes }: ZeroScores, weights?: ArrayLike<number>): number {
  if (isConstant(scores)) return Number.NaN
  const { slope, rSquared } = fitLine(sizes, scores, weights)
  return -Math.sign(slope) * rSquared
}

function withoutZero(similarities: ArrayLike<number>, values: ArrayLike<number>): ZeroScores {
  const kept = Array.from(values, (value, index) => ({
    size: Math.abs(value),
    score: similarities[index],
  })).filter(({ size }) => size > 0)
  const unit = unitOf(kept.map(({ score }) => score))
  return {
    scores: Float64Array.from(kept, ({ score }) => score / unit),
    sizes: Float64Array.from(kept, ({ size }) => size),
  }
}
