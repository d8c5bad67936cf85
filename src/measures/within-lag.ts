import type { Measure } from './measure.ts'
import type { Scored } from './scored.ts'

/** Lags with fewer pairs than this have no extremes worth naming. */
const fewest = 10

/**
 * The pairs of equal lag whose similarities differ most: the article's sim(d_27, d_2) = 0.81 against
 * sim(d_42, d_17) = 0.91. An extreme of many pairs: it grows with n, and no resampling says how sure it is.
 */
export const withinLag: Measure = {
  id: 'within-lag',
  title: 'How far apart can two pairs of equal distance be?',
  better: 'lower',
  range: [0, null],
  chance: () => null,
  resampling: 'none',
  compute(scored) {
    const { unit } = scored
    const { texts } = scored.series
    const [widest] = extremesOf(scored)
      .filter(({ pairs }) => pairs >= fewest)
      .sort((a, b) => b.high.similarity - b.low.similarity - (a.high.similarity - a.low.similarity))
    if (widest === undefined) return { value: Number.NaN, reason: `No lag has ${fewest} pairs.` }
    const { lag, high, low } = widest
    const named = ({ i, j, similarity }: Pair) => ({
      anchor: texts[i],
      document: texts[j],
      similarity: unit * similarity,
    })
    return {
      value: unit * (high.similarity - low.similarity),
      details: { lag, high: named(high), low: named(low) },
    }
  },
}

interface Pair {
  readonly i: number
  readonly j: number
  readonly similarity: number
}

interface Extremes {
  readonly lag: number
  /** Ordered pairs; each unordered one once where the matrix is symmetric. */
  pairs: number
  high: Pair
  low: Pair
}

function extremesOf({ n, raw, symmetric, lag }: Scored): Extremes[] {
  const byLag = new Map<number, Extremes>()
  for (let i = 0; i < n; i++) {
    for (let j = symmetric ? i + 1 : 0; j < n; j++) {
      if (i === j) continue
      const pair = { i, j, similarity: raw[i * n + j] }
      const known = byLag.get(lag(i, j))
      if (known === undefined) {
        byLag.set(lag(i, j), { lag: lag(i, j), pairs: 1, high: pair, low: pair })
        continue
      }
      known.pairs++
      if (pair.similarity > known.high.similarity) known.high = pair
      if (pair.similarity < known.low.similarity) known.low = pair
    }
  }
  return [...byLag.values()]
}
