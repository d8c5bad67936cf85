import { cutoff, discountsBefore } from './discounts.ts'
import { ascendingOrder } from './rank.ts'

/** How one anchor scores all other items, beside how far they are from it. */
export interface AnchorRow {
  /** The weighted share of pairs whose closer item scores higher; NaN where no two are at different distances. */
  readonly concordance: number
  /**
   * One for each item: how much the concordance changes with the weight of the item, at weight 1. They add up to 0. All
   * are 0 where the concordance is not defined.
   */
  readonly pulls: Float64Array
  /** Spearman's correlation of score and closeness; NaN where undefined. */
  readonly correlation: number
  /** nDCG@10; NaN where so many are equally near that none has a gain. */
  readonly gain: number
}

/** The items from the smallest value to the largest, and where each level of equal values begins; one more at the end. */
export interface Levels {
  readonly order: Uint32Array
  readonly starts: Uint32Array
}

/** Those of a row's distances, which several matrices share. O(n). */
export function levelsOf(values: Float64Array): Levels {
  const order = ascendingOrder(values)
  const starts = new Uint32Array(order.length + 1)
  let levels = 0
  for (let at = 0; at < order.length; at++)
    if (at === 0 || values[order[at]] !== values[order[at - 1]]) starts[levels++] = at
  starts[levels] = order.length
  return { order, starts: starts.slice(0, levels + 1) }
}

/**
 * What the measures that go row by row need of one row. Ties are exact: round before. O(n log n).
 * @param scores of the other items @param near levels of their distances
 */
export function anchorRow(scores: Float64Array, near: Levels): AnchorRow {
  const high = levelsOf(scores)
  return {
    ...concordanceOf(high, near),
    correlation: 0 - correlationOf(high, near),
    gain: gainOf(high, near),
  }
}

/**
 * Nearest first, items are put into a tree of sums over the levels of score. What is closer to an item, and what is
 * farther, is known before and behind its own level of distance, so that one pass counts both for each item.
 */
function concordanceOf(high: Levels, near: Levels): Pick<AnchorRow, 'concordance' | 'pulls'> {
  const n = near.order.length
  const level = levelOfEach(high)
  const levels = high.starts.length - 1
  const tree = new Uint32Array(levels + 1)
  const own = new Uint32Array(levels)
  /** Items in the tree with a lower score, and half of those with an equal one. */
  const below = (at: number) => {
    let sum = own[at] / 2
    for (let node = at; node > 0; node -= node & -node) sum += tree[node]
    return sum
  }
  const right = new Float64Array(n)
  const compared = new Uint32Array(n)
  let [concordant, comparable] = [0, 0]
  for (let group = 0; group + 1 < near.starts.length; group++) {
    const [from, to] = [near.starts[group], near.starts[group + 1]]
    for (let at = from; at < to; at++) right[near.order[at]] = from - below(level[near.order[at]])
    for (let at = from; at < to; at++) {
      const each = level[near.order[at]]
      own[each]++
      for (let node = each + 1; node <= levels; node += node & -node) tree[node]++
    }
    for (let at = from; at < to; at++) {
      const item = near.order[at]
      const each = level[item]
      concordant += right[item]
      comparable += from
      const belowAll = (high.starts[each] + high.starts[each + 1]) / 2
      right[item] += belowAll - below(each)
      compared[item] = from + n - to
    }
  }
  const concordance = concordant / comparable
  const pulls = new Float64Array(n)
  if (comparable > 0)
    for (let item = 0; item < n; item++)
      pulls[item] = (right[item] - concordance * compared[item]) / comparable
  return { concordance: comparable === 0 ? Number.NaN : concordance, pulls }
}

function levelOfEach({ order, starts }: Levels): Uint32Array {
  const level = new Uint32Array(order.length)
  for (let each = 0; each + 1 < starts.length; each++)
    for (let at = starts[each]; at < starts[each + 1]; at++) level[order[at]] = each
  return level
}

/** Spearman's correlation. */
function correlationOf(a: Levels, b: Levels): number {
  const [ranksOfA, ranksOfB] = [centredRanks(a), centredRanks(b)]
  let [product, squaresOfA, squaresOfB] = [0, 0, 0]
  for (let at = 0; at < ranksOfA.length; at++) {
    product += ranksOfA[at] * ranksOfB[at]
    squaresOfA += ranksOfA[at] ** 2
    squaresOfB += ranksOfB[at] ** 2
  }
  return squaresOfA === 0 || squaresOfB === 0 ? Number.NaN : product / Math.sqrt(squaresOfA * squaresOfB)
}

/** Mean ranks of ties, less the mean of all ranks. */
function centredRanks({ order, starts }: Levels): Float64Array {
  const ranks = new Float64Array(order.length)
  for (let each = 0; each + 1 < starts.length; each++)
    for (let at = starts[each]; at < starts[each + 1]; at++)
      ranks[order[at]] = (starts[each] + starts[each + 1] - order.length) / 2
  return ranks
}

/** As the measure nDCG@10 has it: gain 11 − mean rank of the distance, ties in score share their mean gain. */
function gainOf(high: Levels, near: Levels): number {
  const n = near.order.length
  const gains = new Map<number, number>()
  let ideal = 0
  for (let group = 0; group + 1 < near.starts.length && near.starts[group] < cutoff; group++) {
    const [from, to] = [near.starts[group], near.starts[group + 1]]
    const gain = Math.max(0, cutoff + 1 - (from + to + 1) / 2)
    if (gain > 0) for (let at = from; at < to; at++) gains.set(near.order[at], gain)
    ideal += gain * (discountsBefore[Math.min(cutoff, to)] - discountsBefore[from])
  }
  let gained = 0
  for (let each = high.starts.length - 2; each >= 0 && n - high.starts[each + 1] < cutoff; each--) {
    const [from, to] = [high.starts[each], high.starts[each + 1]]
    let sum = 0
    for (let at = from; at < to; at++) sum += gains.get(high.order[at]) ?? 0
    const discount = discountsBefore[Math.min(cutoff, n - from)] - discountsBefore[n - to]
    gained += (sum / (to - from)) * discount
  }
  return ideal === 0 ? Number.NaN : gained / ideal
}
