import { percentileInterval } from '../math/bootstrap.ts'
import { editDistance } from '../math/edit-distance.ts'
import { type PairTable, productsUnder } from '../math/pair-products.ts'
import { shapleyShares } from '../math/shapley.ts'
import { drawKernel } from '../math/vector-draws.ts'
import { itemDraws, type Resamples } from './resamples.ts'
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
  const shares = shapleyShares(productsUnder(table, new Uint8Array(scored.n).fill(1)), terms.length)
  const about = { id: 'tokenizer-share', chance: 0 }
  const split = { tokensPerDocument: countsOf(tokens), split: tokens.map(each => [...each]) }
  if (Number.isNaN(shares[0]))
    return { ...about, value: null, interval: null, reason: 'All similarities are equal.', details: split }
  const size = table.width ** 2
  const products = drawKernel().pairProducts(table, itemDraws(resamples))
  const draws = Array.from({ length: resamples.count }, (_, draw) =>
    shapleyShares(products.subarray(draw * size, (draw + 1) * size), terms.length),
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

function countsOf(tokens: TokenSplit): { least: number; mean: number; most: number } {
  const counts = tokens.map(({ length }) => length)
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return { least: Math.min(...counts), mean, most: Math.max(...counts) }
}

/** What the similarity of two documents may follow, in the order of the columns. */
export const terms = ['distance', 'edit', 'length', 'tokens'] as const

/**
 * Every pair of a series, with the terms and last the similarity. Distance is that of the series' ruler; edit distance and length are in code points; the tokens that two
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
  return { n, symmetric, width, columns }
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
