import type { ConcordanceRows } from '../math/concordance.ts'

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
  // Middle ranks have half of the weight as their mean, whatever is tied.
  const centre = (total * total * total) / 4
  const least = 1e-9 * total
  if (!(distances - centre > least && scores - centre > least)) return Number.NaN
  const correlation = (products - centre) / Math.sqrt((distances - centre) * (scores - centre))
  return Math.max(-1, Math.min(1, correlation))
}
