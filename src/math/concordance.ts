import { ascendingOrder, denseRanks } from './rank.ts'

/**
 * Rows of a similarity matrix made ready for counting concordant pairs under any weights of the items.
 * Per row, the other items in order of distance, and the rank of their score.
 */
export interface ConcordanceRows {
  readonly n: number
  /** n × (n − 1): the items of row i, nearest first. */
  readonly items: Uint32Array
  /** n × (n − 1): 1 where the item starts a new level of distance, else 0. */
  readonly newLevel: Uint8Array
  /** n × (n − 1): level of the item's score within the row, from 1 (lowest). */
  readonly scoreLevel: Uint32Array
  /** The most levels of score that any row has. */
  readonly levels: number
}

/** @param scores n × n, row = anchor; @param distances n × n. Ties are exact: round before. O(n² log n). */
export function concordanceRows(
  scores: ArrayLike<number>,
  distances: ArrayLike<number>,
  n: number,
): ConcordanceRows {
  const width = n - 1
  const items = new Uint32Array(n * width)
  const newLevel = new Uint8Array(n * width)
  const scoreLevel = new Uint32Array(n * width)
  const rowDistances = new Float64Array(width)
  const rowScores = new Float64Array(width)
  let most = 0
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < width; k++) {
      const j = k < i ? k : k + 1
      rowDistances[k] = distances[i * n + j]
      rowScores[k] = scores[i * n + j]
    }
    const order = ascendingOrder(rowDistances)
    const { ranks, levels } = denseRanks(rowScores)
    most = Math.max(most, levels)
    for (let position = 0; position < width; position++) {
      const k = order[position]
      const at = i * width + position
      items[at] = k < i ? k : k + 1
      newLevel[at] = position === 0 || rowDistances[k] !== rowDistances[order[position - 1]] ? 1 : 0
      scoreLevel[at] = ranks[k] + 1
    }
  }
  return { n, items, newLevel, scoreLevel, levels: most }
}

/**
 * Concordance: per row i, over pairs j, k with distance(i, j) < distance(i, k), the weighted share in which
 * j scores higher than k (half where equal); then the weighted mean of the rows. Pairs weigh w_j · w_k, rows
 * w_i. Rows without a comparable pair are left out; NaN when none is left. Chance 0.5, range [0, 1].
 * O(n² log n) by a Fenwick tree (Fenwick 1994).
 */
export function concordance(rows: ConcordanceRows, weights?: ArrayLike<number>): number {
  const { n, levels } = rows
  const scratch = {
    tree: new Float64Array(levels + 1),
    level: new Float64Array(levels + 1),
    weight: new Float64Array(n - 1),
  }
  let sum = 0
  let weight = 0
  for (let i = 0; i < n; i++) {
    const rowWeight = weights ? weights[i] : 1
    if (rowWeight === 0) continue
    const value = rowConcordance(rows, i, weights, scratch)
    if (Number.isNaN(value)) continue
    sum += rowWeight * value
    weight += rowWeight
  }
  return weight === 0 ? Number.NaN : sum / weight
}

interface Scratch {
  /** Fenwick tree over score levels: the weight of the nearer items. */
  readonly tree: Float64Array
  /** The same weight, level by level. */
  readonly level: Float64Array
  /** Of the row's items, nearest first. */
  readonly weight: Float64Array
}

function rowConcordance(
  rows: ConcordanceRows,
  i: number,
  weights: ArrayLike<number> | undefined,
  { tree, level, weight }: Scratch,
): number {
  const { n, items, newLevel, scoreLevel, levels } = rows
  const width = n - 1
  const start = i * width
  for (let at = 0; at < width; at++) weight[at] = weights ? weights[items[start + at]] : 1
  level.fill(0)
  tree.fill(0)
  let nearer = 0
  let concordant = 0
  let comparable = 0
  for (let from = 0; from < width; ) {
    let to = from
    do {
      const w = weight[to]
      if (w > 0 && nearer > 0) {
        const score = scoreLevel[start + to]
        let upTo = 0
        for (let node = score; node > 0; node &= node - 1) upTo += tree[node]
        concordant += w * (nearer - upTo + level[score] / 2)
        comparable += w * nearer
      }
      to++
    } while (to < width && newLevel[start + to] === 0)
    for (let at = from; at < to; at++) {
      const w = weight[at]
      if (w === 0) continue
      const score = scoreLevel[start + at]
      for (let node = score; node <= levels; node += node & -node) tree[node] += w
      level[score] += w
      nearer += w
    }
    from = to
  }
  return comparable === 0 ? Number.NaN : concordant / comparable
}
