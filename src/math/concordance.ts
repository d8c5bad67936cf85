import { type NearestFirst, nearestFirst } from './nearest-first.ts'
import { denseRanks } from './rank.ts'

/**
 * Rows of a similarity matrix made ready for counting concordant pairs under any weights of the items.
 * Per row, the other items in order of distance, and the rank of their score. Positions count within a row.
 */
export interface ConcordanceRows extends NearestFirst {
  readonly n: number
  /** n × (n − 1): level of the item's score within the row, from 1 (lowest). */
  readonly scoreLevel: Uint32Array
  /** The most levels of score that any row has. */
  readonly levels: number
}

const kept = new WeakMap<ArrayLike<number>, WeakMap<Float64Array, ConcordanceRows>>()

/**
 * Kept for each two matrices, as many measures ask for the same: neither may be changed afterwards.
 * @param scores n × n, row = anchor; @param distances n × n. Ties are exact: round before. O(n² log n).
 */
export function concordanceRows(
  scores: ArrayLike<number>,
  distances: Float64Array,
  n: number,
): ConcordanceRows {
  const onScores = kept.get(scores) ?? new WeakMap<Float64Array, ConcordanceRows>()
  kept.set(scores, onScores)
  const known = onScores.get(distances)
  if (known !== undefined) return known
  const made = rowsOn(scores, distances, n)
  onScores.set(distances, made)
  return made
}

function rowsOn(scores: ArrayLike<number>, distances: Float64Array, n: number): ConcordanceRows {
  const width = n - 1
  const nearest = nearestFirst(distances, n)
  const { levelOf, most } = rowLevels(scores, n)
  const scoreLevel = new Uint32Array(n * width)
  for (let i = 0, at = 0; i < n; i++) {
    for (const end = at + width; at < end; at++) {
      const item = nearest.items[at]
      scoreLevel[at] = levelOf[i * width + (item < i ? item : item - 1)]
    }
  }
  return { n, ...nearest, scoreLevel, levels: most }
}

interface RowLevels {
  /** n × (n − 1): the level of each score within its row without the diagonal, from 1. */
  readonly levelOf: Uint32Array
  /** The most levels of any row. */
  readonly most: number
}

const keptLevels = new WeakMap<ArrayLike<number>, RowLevels>()

/** What does not depend on the distances. */
function rowLevels(scores: ArrayLike<number>, n: number): RowLevels {
  const known = keptLevels.get(scores)
  if (known !== undefined) return known
  const width = n - 1
  const levelOf = new Uint32Array(n * width)
  const row = new Float64Array(width)
  let most = 0
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < width; k++) row[k] = scores[i * n + (k < i ? k : k + 1)]
    const { ranks, levels } = denseRanks(row)
    most = Math.max(most, levels)
    for (let k = 0; k < width; k++) levelOf[i * width + k] = ranks[k] + 1
  }
  const made = { levelOf, most }
  keptLevels.set(scores, made)
  return made
}

/**
 * Concordance: per row i, over pairs j, k with distance(i, j) < distance(i, k), the weighted share in which
 * j scores higher than k (half where equal); then the weighted mean of the rows. Pairs weigh w_j · w_k, rows
 * w_i, or as `rowWeights` say. Rows without a comparable pair are left out; NaN when none is left. Chance 0.5, range [0, 1].
 * O(n² log n), by a tree of sums over the levels of score.
 */
export function concordance(
  rows: ConcordanceRows,
  weights?: ArrayLike<number>,
  rowWeights: ArrayLike<number> | undefined = weights,
): number {
  const { n } = rows
  const depth = Math.ceil(Math.log2(Math.max(2, rows.levels)))
  const scratch = {
    depth,
    tree: new Float64Array(2 ** (depth + 1)),
    leaf: new Uint32Array(n),
    weight: new Float64Array(n),
    distance: new Uint32Array(n),
  }
  let sum = 0
  let weight = 0
  for (let i = 0; i < n; i++) {
    const rowWeight = rowWeights ? rowWeights[i] : 1
    if (rowWeight === 0) continue
    const value = rowConcordance(rows, i, weights, scratch)
    if (Number.isNaN(value)) continue
    sum += rowWeight * value
    weight += rowWeight
  }
  return weight === 0 ? Number.NaN : sum / weight
}

interface Scratch {
  /** Below the root at 1 a complete binary tree of so many levels: each node holds the weight of the leaves under it. */
  readonly depth: number
  /** A leaf for each level of score holds the weight of the closer items of that level. */
  readonly tree: Float64Array
  /** The items of the row that weigh anything, nearest first: where their score stands in the tree, */
  readonly leaf: Uint32Array
  /** how much they weigh, */
  readonly weight: Float64Array
  /** and the level of their distance, from 1; 0 behind the last. */
  readonly distance: Uint32Array
}

function rowConcordance(
  rows: ConcordanceRows,
  row: number,
  weights: ArrayLike<number> | undefined,
  scratch: Scratch,
): number {
  const count = drawnItems(rows, row, weights, scratch)
  const { depth, tree, leaf, weight, distance } = scratch
  tree.fill(0)
  let closer = 0
  let concordant = 0
  let comparable = 0
  // Loops of a fixed number of steps: their ends can be predicted, those of a Fenwick tree cannot.
  for (let from = 0; from < count; ) {
    let to = from
    do {
      let node = leaf[to]
      let below = tree[node] / 2
      for (let step = 0; step < depth; step++) {
        below += tree[node - 1] * (node & 1)
        node >>= 1
      }
      concordant += weight[to] * (closer - below)
      comparable += weight[to] * closer
      to++
    } while (distance[to] === distance[from])
    for (let at = from; at < to; at++) {
      let node = leaf[at]
      for (let step = 0; step < depth; step++) {
        tree[node] += weight[at]
        node >>= 1
      }
      closer += weight[at]
    }
    from = to
  }
  return comparable === 0 ? Number.NaN : concordant / comparable
}

/** Fills in the items of a row that weigh anything, and counts them. */
function drawnItems(
  { n, items, newLevel, scoreLevel }: ConcordanceRows,
  row: number,
  weights: ArrayLike<number> | undefined,
  { depth, leaf, weight, distance }: Scratch,
): number {
  const start = row * (n - 1)
  const firstLeaf = 2 ** depth - 1
  let count = 0
  let level = 0
  for (let at = start; at < start + n - 1; at++) {
    const own = weights ? weights[items[at]] : 1
    level += newLevel[at]
    leaf[count] = scoreLevel[at] + firstLeaf
    weight[count] = own
    distance[count] = level
    count += own > 0 ? 1 : 0
  }
  distance[count] = 0
  return count
}
