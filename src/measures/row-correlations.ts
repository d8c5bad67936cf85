import type { ConcordanceRows } from '../math/concordance.ts'
import { weightedSpearman } from '../math/weighted-rank.ts'

/**
 * Gives for each row Spearman's correlation of score and closeness under weights of the items. NaN for a row
 * that weighs nothing or cannot be scored. O(n²) a call.
 */
export function rowCorrelationsUnder({
  n,
  items,
  newLevel,
  scoreLevel,
  levels,
}: ConcordanceRows): (weights: ArrayLike<number>) => Float64Array {
  const width = n - 1
  const distanceLevel = new Uint32Array(n * width)
  for (let i = 0; i < n; i++) {
    for (let at = i * width + 1; at < (i + 1) * width; at++)
      distanceLevel[at] = distanceLevel[at - 1] + newLevel[at]
  }
  const rowWeights = new Float64Array(width)
  return weights =>
    Float64Array.from({ length: n }, (_, i) => {
      if (weights[i] === 0) return Number.NaN
      const start = i * width
      for (let at = 0; at < width; at++) rowWeights[at] = weights[items[start + at]]
      const distances = { of: distanceLevel.subarray(start, start + width), count: width }
      const scores = { of: scoreLevel.subarray(start, start + width), count: levels + 1 }
      return -weightedSpearman(distances, scores, rowWeights)
    })
}
