import { denseRanks } from './rank.ts'

/** Values as levels in ascending order, from 0: all that a rank correlation needs of them. */
export interface Levels {
  /** The level of each value. */
  readonly of: Uint32Array
  readonly count: number
}

/** O(n log n). */
export function levelsOf(values: ArrayLike<number>): Levels {
  const { ranks, levels } = denseRanks(values)
  return { of: ranks, count: levels }
}

/**
 * Spearman's rank correlation of two lists whose items weigh `weights` ≥ 0: Pearson's on the ranks that each
 * item would share with its ties if it stood there as often as it weighs. In [−1, 1]; NaN where either side is
 * constant over the items that weigh anything. O(n + levels).
 */
export function weightedSpearman(x: Levels, y: Levels, weights: ArrayLike<number>): number {
  const rankX = middleRanks(x, weights)
  const rankY = middleRanks(y, weights)
  let total = 0
  let meanX = 0
  let meanY = 0
  for (let at = 0; at < weights.length; at++) {
    const w = weights[at]
    total += w
    meanX += w * rankX[x.of[at]]
    meanY += w * rankY[y.of[at]]
  }
  meanX /= total
  meanY /= total
  let xx = 0
  let yy = 0
  let xy = 0
  for (let at = 0; at < weights.length; at++) {
    const w = weights[at]
    const dx = rankX[x.of[at]] - meanX
    const dy = rankY[y.of[at]] - meanY
    xx += w * dx * dx
    yy += w * dy * dy
    xy += w * dx * dy
  }
  // Ranks of a constant differ from their mean by rounding alone.
  const least = 1e-9 * total
  if (!(xx > least && yy > least)) return Number.NaN
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
}

/** The rank of each level, but for a constant that no correlation sees. */
function middleRanks({ of, count }: Levels, weights: ArrayLike<number>): Float64Array {
  const ranks = new Float64Array(count)
  for (let at = 0; at < weights.length; at++) ranks[of[at]] += weights[at]
  let before = 0
  for (let level = 0; level < count; level++) {
    const own = ranks[level]
    ranks[level] = before + own / 2
    before += own
  }
  return ranks
}
