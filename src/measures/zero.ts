import { isConstant, spearman } from '../math/correlation.ts'
import { fitLine } from '../math/line.ts'
import { roundSignificant } from '../math/round.ts'
import type { Outcome } from './measure.ts'

/** One way to score the zero experiment: similarity to zero against the size of the number. */
export interface ZeroMeasure {
  readonly id: string
  readonly title: string
  readonly better: 'higher'
  readonly range: readonly [-1, 1]
  readonly chance: 0
  /** @param similarities to zero, one for each value; a value of 0 is left out */
  compute(similarities: ArrayLike<number>, values: ArrayLike<number>): Outcome
}

/** Does similarity to zero fall as numbers grow? Spearman(S(0, x), −|x|). */
export const zeroOrder: ZeroMeasure = {
  id: 'zero-order',
  title: 'Does similarity to zero fall as numbers grow?',
  better: 'higher',
  range: [-1, 1],
  chance: 0,
  compute(similarities, values) {
    const { scores, sizes } = withoutZero(similarities, values)
    const value = -spearman(
      scores.map(score => roundSignificant(score, 6)),
      sizes,
    )
    return Number.isNaN(value) ? { value, reason: 'All similarities to zero are equal.' } : { value }
  },
}

/** … and in a straight line? −sign(slope) · R² of S(0, x) on |x|. */
export const zeroLinearity: ZeroMeasure = {
  id: 'zero-linearity',
  title: 'Does it fall in a straight line?',
  better: 'higher',
  range: [-1, 1],
  chance: 0,
  compute(similarities, values) {
    const { scores, sizes } = withoutZero(similarities, values)
    if (isConstant(scores)) return { value: Number.NaN, reason: 'All similarities to zero are equal.' }
    const { slope, rSquared } = fitLine(sizes, scores)
    return { value: -Math.sign(slope) * rSquared }
  },
}

function withoutZero(
  similarities: ArrayLike<number>,
  values: ArrayLike<number>,
): { scores: number[]; sizes: number[] } {
  const kept = Array.from(values, (value, index) => ({
    size: Math.abs(value),
    score: similarities[index],
  })).filter(({ size }) => size > 0)
  return { scores: kept.map(({ score }) => score), sizes: kept.map(({ size }) => size) }
}
