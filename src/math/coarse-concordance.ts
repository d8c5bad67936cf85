import { type ConcordanceRows, concordance, type LevelTree, treeFor } from './concordance.ts'

/** Where no more than this share of the items is off the commonest level, counting from that level is faster. */
const fewOthers = 0.6

/**
 * `concordance` of several matrices over the same distances, to the last bit. Scores of few levels, as string
 * matchers have them, take a fraction of the time: pairs with an item on a row's commonest level are counted from
 * what all items weigh, which the matrices share.
 *
 * @param matrices of equal `items` and `newLevel`
 */
export function concordances(
  matrices: readonly ConcordanceRows[],
  weights?: ArrayLike<number>,
  rowWeights: ArrayLike<number> | undefined = weights,
): number[] {
  const counted = matrices.map(rows => ({ rows, isCoarse: isCoarse(rows), sum: 0, tree: treeFor(rows) }))
  const coarse = counted.filter(each => each.isCoarse)
  if (coarse.length > 0) {
    const [{ rows }] = coarse
    const { n } = rows
    const weighed = { weight: new Float64Array(n), before: new Float64Array(n) }
    let total = 0
    for (let i = 0; i < n; i++) {
      const rowWeight = rowWeights ? rowWeights[i] : 1
      if (rowWeight === 0) continue
      const comparable = weigh(rows, i, weights, weighed)
      if (comparable === 0) continue
      for (const each of coarse)
        each.sum += rowWeight * ((comparable + balanceOf(each.rows, i, weighed, each.tree)) / 2 / comparable)
      total += rowWeight
    }
    for (const each of coarse) each.sum = total === 0 ? Number.NaN : each.sum / total
  }
  return counted.map(each => (each.isCoarse ? each.sum : concordance(each.rows, weights, rowWeights)))
}

function isCoarse({ n, otherCount }: ConcordanceRows): boolean {
  return otherCount.reduce((sum, count) => sum + count, 0) <= fewOthers * n * (n - 1)
}

interface Weighed {
  /** By position in a row: what an item weighs, */
  readonly weight: Float64Array
  /** and what all items before it weigh; one more at the end. */
  readonly before: Float64Array
}

/** Fills in what the items of a row weigh. @returns the weight of the row's comparable pairs */
function weigh(
  { n, items, first }: ConcordanceRows,
  row: number,
  weights: ArrayLike<number> | undefined,
  { weight, before }: Weighed,
): number {
  const start = row * (n - 1)
  let sum = 0
  let comparable = 0
  for (let position = 0; position < n - 1; position++) {
    const own = weights ? weights[items[start + position]] : 1
    weight[position] = own
    before[position] = sum
    comparable += own * before[first[start + position]]
    sum += own
  }
  before[n - 1] = sum
  return comparable
}

/** The weight of the comparable pairs of a row whose closer item scores higher, less that of those where it scores lower. */
function balanceOf(
  { n, scoreLevel, first, behind, commonest, others, otherCount }: ConcordanceRows,
  row: number,
  { weight, before }: Weighed,
  { depth, tree }: LevelTree,
): number {
  const start = row * (n - 1)
  const end = start + otherCount[row]
  const total = before[n - 1]
  const common = commonest[row]
  const firstLeaf = 2 ** depth - 1
  tree.fill(0)
  // The weight of the closer ones among the others, and that of those above the commonest level less those below.
  let closer = 0
  let lean = 0
  let balance = 0
  for (let from = start; from < end; ) {
    const place = start + others[from]
    const behindAll = behind[place]
    const farther = total - before[behindAll] - before[first[place]]
    let to = from
    do {
      const own = weight[others[to]]
      if (own > 0) {
        const level = scoreLevel[start + others[to]]
        let node = level + firstLeaf
        let below = tree[node] / 2
        for (let step = 0; step < depth; step++) {
          below += tree[node - 1] * (node & 1)
          node >>= 1
        }
        const side = level > common ? 1 : -1
        // Against the commonest level: all pairs of the item less those with others; then those with others.
        balance += own * (side * (farther + closer) - lean + (closer - 2 * below))
      }
      to++
    } while (to < end && others[to] < behindAll)
    for (; from < to; from++) {
      const own = weight[others[from]]
      if (own === 0) continue
      const level = scoreLevel[start + others[from]]
      let node = level + firstLeaf
      for (let step = 0; step < depth; step++) {
        tree[node] += own
        node >>= 1
      }
      closer += own
      lean += level > common ? own : -own
    }
  }
  return balance
}
