import { percentileInterval } from '../math/bootstrap.ts'
import { shapleyShares } from '../math/shapley.ts'
import { type PairTable, pairTable, productsUnder, terms } from './pair-table.ts'
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
