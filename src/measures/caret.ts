import { fitLine } from '../math/line.ts'
import { curveShape } from './curve-shape.ts'
import type { Measure, Outcome } from './measure.ts'
import type { Scored } from './scored.ts'

/** Straightness of the ^: −sign(slope) · R² of the line through the mean similarity at each lag, weighted by pairs. */
export const caret: Measure = {
  id: 'caret',
  title: 'Does the mean fall in a straight line on both sides?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  compute({ profile }) {
    const outcome = straightness(profile.lags, profile.mean, profile.pairs)
    return Number.isNaN(outcome.value) ? outcome : { ...outcome, details: curveShape(profile) }
  },
}

/** The same line through the single pairs, so that the scatter at each lag counts too. */
export const caretPairs: Measure = {
  id: 'caret-pairs',
  title: 'Do the single pairs lie on that line?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  compute(scored) {
    const { lags, similarities } = singlePairs(scored)
    return straightness(lags, similarities)
  },
}

function straightness(x: Float64Array, y: Float64Array, weights?: Float64Array): Outcome {
  const { slope, rSquared } = fitLine(x, y, weights)
  if (Number.isNaN(slope)) return { value: Number.NaN, reason: 'There is only one lag.' }
  if (Number.isNaN(rSquared)) return { value: Number.NaN, reason: 'The similarity is the same at every lag.' }
  return { value: -Math.sign(slope) * rSquared }
}

function singlePairs({ n, raw, lag }: Scored): { lags: Float64Array; similarities: Float64Array } {
  const lags = new Float64Array(n * (n - 1))
  const similarities = new Float64Array(n * (n - 1))
  let at = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      lags[at] = lag(i, j)
      similarities[at++] = raw[i * n + j]
    }
  }
  return { lags, similarities }
}
