import { weightedMean } from '../math/quantile.ts'
import { type LagProfile, sumsOfSquares } from './lag-profile.ts'
import type { Measure } from './measure.ts'
import type { Scored } from './scored.ts'

/** Scatter at one lag: the mean standard deviation at a lag, weighted by pairs, over the range of the means. */
export const spread: Measure = {
  id: 'spread',
  title: 'How far apart are pairs of equal distance?',
  better: 'lower',
  range: [0, null],
  chance: () => null,
  resampling: 'halves',
  compute({ profile }) {
    const value = scatter(profile)
    return Number.isNaN(value)
      ? { value, reason: 'The mean similarity is the same at every lag.' }
      : { value }
  },
  weighted: () => draw => scatter(draw.profile()),
}

function scatter({ mean, deviation, pairs }: LagProfile): number {
  const range = Math.max(...mean) - Math.min(...mean)
  return range === 0 ? Number.NaN : weightedMean(deviation, pairs) / range
}

/** Does distance alone decide? The correlation ratio η²: between-lag over total sum of squares (Fisher 1925). */
export const explained: Measure = {
  id: 'explained',
  title: 'How much of the similarity does the lag decide?',
  better: 'higher',
  range: [0, 1],
  chance({ n, symmetric, profile }) {
    const pairs = symmetric ? (n * (n - 1)) / 2 : n * (n - 1)
    return (profile.lags.length - 1) / (pairs - 1)
  },
  resampling: 'halves',
  compute({ profile }) {
    const value = correlationRatio(profile)
    return Number.isNaN(value) ? { value, reason: 'All similarities are equal.' } : { value }
  },
  weighted: () => draw => correlationRatio(draw.profile()),
}

function correlationRatio(profile: LagProfile): number {
  const { between, within } = sumsOfSquares(profile)
  return between + within === 0 ? Number.NaN : between / (between + within)
}

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
    const { texts } = scored.series
    const [widest] = extremesOf(scored)
      .filter(({ pairs }) => pairs >= fewest)
      .sort((a, b) => b.high.similarity - b.low.similarity - (a.high.similarity - a.low.similarity))
    if (widest === undefined) return { value: Number.NaN, reason: `No lag has ${fewest} pairs.` }
    const { lag, high, low } = widest
    const named = ({ i, j, similarity }: Pair) => ({
      anchor: texts[i],
      document: texts[j],
      similarity: scored.unit * similarity,
    })
    return {
      value: scored.unit * (high.similarity - low.similarity),
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
