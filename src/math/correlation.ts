import type { ConcordanceRows } from './concordance.ts'
import { averageRanks, denseRanks } from './rank.ts'

/** Pearson's correlation, in [−1, 1]; NaN when either side is constant or has under two values. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length
  let meanX = 0
  let meanY = 0
  for (let i = 0; i < n; i++) {
    meanX += x[i] / n
    meanY += y[i] / n
  }
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < n; i++) {
    const dx = x[i] - meanX
    const dy = y[i] - meanY
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  if (n < 2 || xx === 0 || yy === 0) return Number.NaN
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
}

/**
 * Spearman's rank correlation, in [−1, 1]: Pearson's on average ranks, which is right with ties.
 * NaN when either side is constant. O(n log n). Spearman 1904.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (isConstant(x) || isConstant(y)) return Number.NaN
  return pearson(averageRanks(x), averageRanks(y))
}

/** The same where one side is ranked already. */
export function spearmanOfRanks(x: ArrayLike<number>, ranks: Float64Array): number {
  if (isConstant(x) || isConstant(ranks)) return Number.NaN
  return pearson(averageRanks(x), ranks)
}

/** Whether all values are equal (true also for none). */
export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

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
  return spearmanOfSums(total, xx, yy, xy)
}

/**
 * Spearman's correlation of items that weigh `total`: from the sums of squares of their ranks about the means, and of
 * the products.
 */
export function spearmanOfSums(total: number, xx: number, yy: number, xy: number): number {
  // Ranks of a constant differ from their mean by rounding alone.
  const least = 1e-9 * total
  if (!(xx > least && yy > least)) return Number.NaN
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
}

/** The rank of each level, except for a constant that no correlation sees. */
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

/**
 * Gives for each row Spearman's correlation of score and closeness under weights of the items. NaN for a row
 * that weighs nothing or cannot be scored. O(n²) a call.
 */
export function rowCorrelationsUnder(rows: ConcordanceRows): (weights: ArrayLike<number>) => Float64Array {
  const { n } = rows
  const scratch = {
    distanceRank: new Float64Array(n - 1),
    scoreRank: new Float64Array(rows.levels + 1),
  }
  return weights =>
    Float64Array.from({ length: n }, (_, i) =>
      weights[i] === 0 ? Number.NaN : -rowCorrelation(rows, i, weights, scratch),
    )
}

interface Scratch {
  /** For each item of the row, nearest first, the middle of the weight that its distance spans. */
  readonly distanceRank: Float64Array
  /** The same for each level of score. */
  readonly scoreRank: Float64Array
}

/** As `weightedSpearman`; written out because a bootstrap asks for it in every row of every draw. */
function rowCorrelation(
  { n, items, newLevel, scoreLevel }: ConcordanceRows,
  row: number,
  weights: ArrayLike<number>,
  { distanceRank, scoreRank }: Scratch,
): number {
  const width = n - 1
  const start = row * width
  scoreRank.fill(0)
  let total = 0
  let distances = 0
  for (let from = 0; from < width; ) {
    let to = from
    let own = 0
    do {
      const weight = weights[items[start + to]]
      own += weight
      scoreRank[scoreLevel[start + to]] += weight
      to++
    } while (to < width && newLevel[start + to] === 0)
    const rank = total + own / 2
    for (let at = from; at < to; at++) distanceRank[at] = rank
    distances += own * rank * rank
    total += own
    from = to
  }
  let scores = 0
  let before = 0
  for (let level = 0; level < scoreRank.length; level++) {
    const own = scoreRank[level]
    const rank = before + own / 2
    scoreRank[level] = rank
    scores += own * rank * rank
    before += own
  }
  let products = 0
  for (let at = 0; at < width; at++) {
    const weight = weights[items[start + at]]
    products += weight * distanceRank[at] * scoreRank[scoreLevel[start + at]]
  }
  return rankCorrelationOf({ total, distances, scores, products })
}

/** What the rank correlation of a row is made of. */
export interface RankSums {
  /** What its items weigh. */
  readonly total: number
  /** Sums of the squares of the middle ranks of distance, */
  readonly distances: number
  /** of those of score, */
  readonly scores: number
  /** and of their products. */
  readonly products: number
}

/** Spearman's correlation from sums of middle ranks, from 0; NaN where a side is constant. */
export function rankCorrelationOf({ total, distances, scores, products }: RankSums): number {
  // Middle ranks have half of the weight as their mean, whatever is tied.
  const centre = (total * total * total) / 4
  const least = 1e-9 * total
  if (!(distances - centre > least && scores - centre > least)) return Number.NaN
  const correlation = (products - centre) / Math.sqrt((distances - centre) * (scores - centre))
  return Math.max(-1, Math.min(1, correlation))
}
