import { fitLine } from '../math/line.ts'
import { curveShape, shapeOf } from './curve-shape.ts'
import { type LagProfile, sumsOfSquares } from './lag-profile.ts'
import type { Measure, Outcome } from './measure.ts'

/** Straightness of the ^: −sign(slope) · R² of the line through the mean similarity at each lag, weighted by pairs. */
export const caret: Measure = {
  id: 'caret',
  title: 'Does the mean fall in a straight line on both sides?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  // Documents drawn twice scatter the means, and so would bend what is straight.
  resampling: 'halves',
  compute({ profile }) {
    const outcome = defined(straightness(profile), profile)
    return Number.isNaN(outcome.value) ? outcome : { ...outcome, details: curveShape(profile) }
  },
  weighted: () => draw => straightness(draw.profile()),
  vote: draw => shapeOf(draw.profile()),
}

/** The same line through the single pairs, so that the scatter at each lag counts too. */
export const caretPairs: Measure = {
  id: 'caret-pairs',
  title: 'Do the single pairs lie on that line?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  resampling: 'items',
  compute: ({ profile }) => defined(straightnessOfPairs(profile), profile),
  weighted: () => draw => straightnessOfPairs(draw.profile()),
}

function straightness({ lags, mean, pairs }: LagProfile): number {
  const { slope, rSquared } = fitLine(lags, mean, pairs)
  return -Math.sign(slope) * rSquared
}

/** The line through all pairs is that through the means, weighted by pairs; only what it leaves is more. */
function straightnessOfPairs(profile: LagProfile): number {
  const { slope, residual } = fitLine(profile.lags, profile.mean, profile.pairs)
  const { between, within } = sumsOfSquares(profile)
  const total = between + within
  return total === 0 ? Number.NaN : -Math.sign(slope) * (1 - (residual + within) / total)
}

function defined(value: number, { lags }: LagProfile): Outcome {
  if (!Number.isNaN(value)) return { value }
  return {
    value,
    reason: lags.length < 2 ? 'There is only one lag.' : 'The similarity is the same at every lag.',
  }
}
