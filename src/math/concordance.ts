import { ascendingOrder, denseRanks } from './rank.ts'

/**
 * Rows of a similarity matrix made ready for counting concordant pairs under any weights of the items.
 * Per row, the other items in order of distance, and the rank of their score. Positions count within a row.
 */
export interface ConcordanceRows {
  readonly n: number
  /** n × (n − 1): the items of row i, nearest first. */
  readonly items: Uint32Array
  /** n × (n − 1): 1 where the item starts a new level of distance, else 0. */
  readonly newLevel: Uint8Array
  /** n × (n − 1): level of the item's score within the row, from 1 (lowest). */
  readonly scoreLevel: Uint32Array
  /** n × (n − 1): the position of the first item at the distance of this one, */
  readonly first: Uint32Array
  /** and the position behind the last. */
  readonly behind: Uint32Array
  /** n: the level of score that most items of a row are on. */
  readonly commonest: Uint32Array
  /** n × (n − 1): the positions of the items of a row that are on other levels, nearest first, */
  readonly others: Uint32Array
  /** n: and how many they are. */
  readonly otherCount: Uint32Array
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
  const [first, behind, others] = [1, 2, 3].map(() => new Uint32Array(n * width))
  const [otherCount, commonest] = [1, 2].map(() => new Uint32Array(n))
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
      first[at] = newLevel[at] === 1 ? position : first[at - 1]
    }
    for (let position = width - 1; position >= 0; position--) {
      const at = i * width + position
      behind[at] = position + 1 === width || newLevel[at + 1] === 1 ? position + 1 : behind[at + 1]
    }
    const own = scoreLevel.subarray(i * width, (i + 1) * width)
    commonest[i] = commonestOf(own, levels)
    for (let position = 0; position < width; position++)
      if (own[position] !== commonest[i]) others[i * width + otherCount[i]++] = position
  }
  return { n, items, newLevel, scoreLevel, first, behind, commonest, others, otherCount, levels: most }
}

function commonestOf(levels: Uint32Array, count: number): number {
  const sizes = new Uint32Array(count + 1)
  for (const level of levels) sizes[level]++
  return sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size), 0))
}

/**
 * Concordance: per row i, over pairs j, k with distance(i, j) < distance(i, k), the weighted share in which
 * j scores higher than k (half where equal); then the weighted mean of the rows. Pairs weigh w_j · w_k, rows
 * w_i. Rows without a comparable pair are left out; NaN when none is left. Chance 0.5, range [0, 1].
 * O(n² log n), by a tree of sums over the levels of score.
 */
export function concordance(rows: ConcordanceRows, weights?: ArrayLike<number>): number {
  const { n, levels } = rows
  const depth = Math.ceil(Math.log2(Math.max(2, levels)))
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
  /** Below the root at 1 a complete binary tree of so many levels: each node holds the weight of the leaves under it. */
  readonly depth: number
  /** A leaf for each level of score holds the weight of the nearer items of that level. */
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
  let nearer = 0
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
      concordant += weight[to] * (nearer - below)
      comparable += weight[to] * nearer
      to++
    } while (distance[to] === distance[from])
    for (let at = from; at < to; at++) {
      let node = leaf[at]
      for (let step = 0; step < depth; step++) {
        tree[node] += weight[at]
        node >>= 1
      }
      nearer += weight[at]
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
