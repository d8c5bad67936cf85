import { percentileInterval } from '../math/bootstrap.ts'
import { editDistance } from '../math/edit-distance.ts'
import { shapleyShares } from '../math/shapley.ts'
import type { Resamples } from './resamples.ts'
import type { MeasureResult } from './score.ts'
import type { Scored } from './scored.ts'

/** How a tokenizer splits each document of a series. */
export type TokenSplit = readonly (readonly string[])[]

/**
 * Is it the tokenizer? The similarities regressed on distance, edit distance, difference in length and shared
 * tokens; the value is the share of R² that belongs to the shared tokens, averaged over all orders of entry.
 * Of an asymmetric matrix both sides are taken within each row. Intervals are percentiles over resampled items.
 * O(n² · (draws + length²)).
 */
export function tokenizerShare(scored: Scored, tokens: TokenSplit, resamples: Resamples): MeasureResult {
  const table = pairTable(scored, tokens)
  const shares = sharesUnder(table, new Uint8Array(scored.n).fill(1))
  const about = { id: 'tokenizer-share', chance: 0 }
  const split = { tokensPerDocument: countsOf(tokens), split: tokens.map(each => [...each]) }
  if (Number.isNaN(shares[0]))
    return { ...about, value: null, interval: null, reason: 'All similarities are equal.', details: split }
  const draws = Array.from({ length: resamples.count }, (_, draw) =>
    sharesUnder(table, resamples.items.subarray(draw * scored.n, (draw + 1) * scored.n)),
  )
  const intervalOf = (term: number) => percentileInterval(draws.map(each => each[term]))
  const own = terms.indexOf('tokens')
  return {
    ...about,
    value: shares[own],
    interval: intervalOf(own),
    details: {
      rSquared: shares.reduce((sum, share) => sum + share, 0),
      terms: terms.map((term, at) => ({ term, share: shares[at], interval: intervalOf(at) })),
      resamples: resamples.count,
      ...split,
    },
  }
}

function sharesUnder(table: PairTable, weights: ArrayLike<number>): Float64Array {
  return shapleyShares(productsUnder(table, weights), terms.length)
}

function countsOf(tokens: TokenSplit): { least: number; mean: number; most: number } {
  const counts = tokens.map(({ length }) => length)
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return { least: Math.min(...counts), mean, most: Math.max(...counts) }
}

/** What the similarity of two documents may follow, in the order of the columns. */
export const terms = ['distance', 'edit', 'length', 'tokens'] as const

/** Every pair of a series, with the terms and last the similarity. */
export interface PairTable {
  readonly n: number
  /** Pairs i < j, or all ordered pairs in the order of the rows. */
  readonly symmetric: boolean
  /** pairs × (terms + 1), row-major. */
  readonly columns: Float64Array
}

/**
 * Distance is that of the series' ruler; edit distance and length are in code points; the tokens that two
 * documents share are counted with their number, over the mean of their counts (Dice 1945).
 */
export function pairTable(
  { n, raw, distances, symmetric, series }: Scored,
  tokens: readonly (readonly string[])[],
): PairTable {
  const width = terms.length + 1
  const lengths = series.texts.map(text => Array.from(text).length)
  const counts = tokens.map(countOf)
  const pairs = symmetric ? (n * (n - 1)) / 2 : n * (n - 1)
  const columns = new Float64Array(pairs * width)
  const between = (i: number, j: number) => [
    distances[i * n + j],
    editDistance(series.texts[i], series.texts[j]),
    Math.abs(lengths[i] - lengths[j]),
    shared(counts[i], counts[j]) / ((tokens[i].length + tokens[j].length) / 2 || 1),
  ]
  let at = 0
  for (let i = 0; i < n; i++) {
    for (let j = symmetric ? i + 1 : 0; j < n; j++) {
      if (i === j) continue
      columns.set(between(i, j), at)
      columns[at + terms.length] = raw[i * n + j]
      at += width
    }
  }
  return { n, symmetric, columns }
}

/**
 * Sums of squares and products of the columns about their means, pairs weighing w_i · w_j; of ordered pairs about
 * the means of each row. (terms + 1)², row-major. O(n²).
 */
export function productsUnder(
  { n, symmetric, columns }: PairTable,
  weights: ArrayLike<number>,
): Float64Array {
  const width = terms.length + 1
  const all = new Float64Array(width * width)
  const sums = new Float64Array(width)
  let mass = 0
  let at = 0
  const takeOffMeans = () => {
    if (mass > 0)
      for (let a = 0; a < width; a++)
        for (let b = 0; b < width; b++) all[a * width + b] -= (sums[a] * sums[b]) / mass
    sums.fill(0)
    mass = 0
  }
  for (let i = 0; i < n; i++) {
    const anchor = weights[i]
    for (let j = symmetric ? i + 1 : 0; j < n; j++) {
      if (i === j) continue
      const weight = anchor * weights[j]
      if (weight > 0) {
        mass += weight
        for (let a = 0; a < width; a++) {
          const value = weight * columns[at + a]
          sums[a] += value
          for (let b = a; b < width; b++) all[a * width + b] += value * columns[at + b]
        }
      }
      at += width
    }
    if (!symmetric) takeOffMeans()
  }
  if (symmetric) takeOffMeans()
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) all[a * width + b] = all[b * width + a]
  return all
}

function countOf(tokens: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [token, count] of a) sum += Math.min(count, b.get(token) ?? 0)
  return sum
}
