import { type ConcordanceRows, concordance } from './concordance.ts'
import { type Levels, rowCorrelationsUnder, weightedSpearman } from './correlation.ts'
import { type PairTable, productsUnder } from './pair-products.ts'
import { type ItemTriples, tripleShare } from './triple-share.ts'

/** How often each of n items is drawn in each of many draws. */
export interface ItemDraws {
  readonly n: number
  readonly count: number
  /** count × n, row-major. */
  readonly weights: Uint16Array
}

/** Values of the pairs i < j of n items, in order, and the group that each pair is in. */
export interface GroupedPairs {
  readonly groups: number
  readonly groupOf: Uint16Array
  readonly values: Float64Array
  readonly squares: Float64Array
}

/** What a bootstrap asks of a matrix under each of many draws, whose pairs weigh w_i · w_j. Every kernel gives the same bits. */
export interface DrawKernel {
  /** `concordance` under each draw. Rows weigh what `rowWeights` says; default: as the items do. O(draws · n² log n). */
  concordances(rows: ConcordanceRows, draws: ItemDraws, rowWeights?: Uint16Array): Float64Array
  /** What `rowCorrelationsUnder` gives under each draw, draws × n. O(draws · n²). */
  rowCorrelations(rows: ConcordanceRows, draws: ItemDraws): Float64Array
  /** `weightedSpearman` of two lists of the pairs i < j under each draw. O(draws · n²). */
  pairCorrelations(x: Levels, y: Levels, draws: ItemDraws): Float64Array
  /** For each group under each draw the weight of its pairs i < j, and their sums of values and of squares: draws × groups × 3. O(draws · n²). */
  groupSums(pairs: GroupedPairs, draws: ItemDraws): Float64Array
  /** `productsUnder` each draw, draws × width². O(draws · n² · width²). */
  pairProducts(table: PairTable, draws: ItemDraws): Float64Array
  /** `tripleShare` under each draw. O(draws · triples). */
  tripleShares(triples: ItemTriples, draws: ItemDraws): Float64Array
}

/** The weights of one draw. */
export function drawAt({ n, weights }: Pick<ItemDraws, 'n' | 'weights'>, draw: number): Uint16Array {
  return weights.subarray(draw * n, (draw + 1) * n)
}

/** One draw after another, in JavaScript. */
export const plainDraws: DrawKernel = {
  concordances: (rows, { n, count, weights }, rowWeights = weights) =>
    Float64Array.from({ length: count }, (_, draw) =>
      concordance(rows, drawAt({ n, weights }, draw), drawAt({ n, weights: rowWeights }, draw)),
    ),
  rowCorrelations(rows, draws) {
    const under = rowCorrelationsUnder(rows)
    const all = new Float64Array(draws.count * draws.n)
    for (let draw = 0; draw < draws.count; draw++) all.set(under(drawAt(draws, draw)), draw * draws.n)
    return all
  },
  pairCorrelations(x, y, draws) {
    const { n, count } = draws
    const pairs = new Float64Array((n * (n - 1)) / 2)
    return Float64Array.from({ length: count }, (_, draw) => {
      const weights = drawAt(draws, draw)
      for (let i = 0, at = 0; i < n; i++)
        for (let j = i + 1; j < n; j++) pairs[at++] = weights[i] * weights[j]
      return weightedSpearman(x, y, pairs)
    })
  },
  groupSums({ groups, groupOf, values, squares }, draws) {
    const { n, count } = draws
    const sums = new Float64Array(count * groups * 3)
    for (let draw = 0; draw < count; draw++) {
      const weights = drawAt(draws, draw)
      const own = sums.subarray(draw * groups * 3, (draw + 1) * groups * 3)
      for (let i = 0, at = 0; i < n; i++) {
        if (weights[i] === 0) {
          at += n - 1 - i
          continue
        }
        for (let j = i + 1; j < n; j++, at++) {
          const weight = weights[i] * weights[j]
          const place = 3 * groupOf[at]
          own[place] += weight
          own[place + 1] += weight * values[at]
          own[place + 2] += weight * squares[at]
        }
      }
    }
    return sums
  },
  pairProducts(table, draws) {
    const size = table.width ** 2
    const all = new Float64Array(draws.count * size)
    for (let draw = 0; draw < draws.count; draw++)
      all.set(productsUnder(table, drawAt(draws, draw)), draw * size)
    return all
  },
  tripleShares(triples, draws) {
    const shares = new Float64Array(draws.count)
    for (let draw = 0; draw < draws.count; draw++) shares[draw] = tripleShare(triples, drawAt(draws, draw))
    return shares
  },
}
