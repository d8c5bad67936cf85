import { weightedMean } from '../math/quantile.ts'
import { type LagProfile, rangeOf, sumsOfSquares } from './lag-profile.ts'
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
  const range = rangeOf(mean)
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

/** Where documents are not evenly spaced, distances that differ by no more than this share are as good as equal. */
const asFarWithin = 0.05

/**
 * The pairs of equal lag whose similarities differ most: the article's sim(d_27, d_2) = 0.81 against
 * sim(d_42, d_17) = 0.91. Where documents are not evenly spaced, the pairs of one bin whose distances are within 5 %
 * of each other. An extreme of many pairs: it grows with n, and no resampling says how sure it is.
 */
export const withinLag: Measure = {
  id: 'within-lag',
  title: 'How far apart can two pairs of equal distance be?',
  better: 'lower',
  range: [0, null],
  chance: () => null,
  resampling: 'none',
  compute(scored) {
    const { n, raw, distances, lags, series, unit } = scored
    const found = groupsOf(scored).flatMap(({ lag, pairs }) => {
      if (!lags.isEven) return extremesNear(pairs, scored)
      return pairs.length < fewest ? [] : [{ ...extremesOf(pairs, raw), lag }]
    })
    if (found.length === 0)
      return {
        value: Number.NaN,
        reason: lags.isEven
          ? `No lag has ${fewest} pairs.`
          : `No ${fewest} pairs are at the same distance, within 5 %.`,
      }
    const rangeOf = ({ high, low }: Extremes) => raw[high] - raw[low]
    const widest = found.reduce((a, b) => (rangeOf(b) > rangeOf(a) ? b : a))
    const named = (pair: number) => ({
      anchor: series.texts[Math.floor(pair / n)],
      document: series.texts[pair % n],
      similarity: unit * raw[pair],
      ...(lags.isEven ? {} : { distance: distances[pair] }),
    })
    return {
      value: unit * rangeOf(widest),
      details: {
        ...(widest.lag === null ? {} : { lag: widest.lag }),
        high: named(widest.high),
        low: named(widest.low),
      },
    }
  },
}

/** Pairs by their places in the matrix, row-major. */
interface Extremes {
  /** Null where documents are not evenly spaced. */
  readonly lag: number | null
  readonly high: number
  readonly low: number
}

interface Group {
  readonly lag: number
  /** Places in the matrix, ascending; each unordered pair once where it is symmetric. */
  readonly pairs: Uint32Array
}

/** The pairs of each lag or bin. O(n²). */
function groupsOf({ n, symmetric, lags: { apart, groupOf } }: Scored): Group[] {
  const ends = new Uint32Array(apart.length + 1)
  const each = (visit: (group: number, pair: number) => void) => {
    for (let i = 0; i < n; i++)
      for (let j = symmetric ? i + 1 : 0; j < n; j++) if (i !== j) visit(groupOf(i, j), i * n + j)
  }
  each(group => {
    ends[group + 1]++
  })
  for (let group = 0; group < apart.length; group++) ends[group + 1] += ends[group]
  const starts = ends.slice()
  const pairs = new Uint32Array(ends[apart.length])
  each((group, pair) => {
    pairs[starts[group]++] = pair
  })
  return Array.from(apart, (lag, group) => ({ lag, pairs: pairs.subarray(ends[group], ends[group + 1]) }))
}

/** The first of the highest and the first of the lowest. */
function extremesOf(pairs: Uint32Array, raw: Float64Array): Pick<Extremes, 'high' | 'low'> {
  return {
    high: pairs.reduce((a, b) => (raw[b] > raw[a] ? b : a)),
    low: pairs.reduce((a, b) => (raw[b] < raw[a] ? b : a)),
  }
}

/**
 * For each pair of a bin the extremes among those at the same distance or up to 5 % farther, where they are enough.
 * Both ends of the window only move on, and so does what may be highest or lowest in it: O(pairs · log pairs).
 */
function extremesNear(pairs: Uint32Array, { raw, distances }: Scored): Extremes[] {
  const sorted = pairs.slice().sort((a, b) => distances[a] - distances[b] || a - b)
  const highest = candidates((a, b) => raw[a] >= raw[b])
  const lowest = candidates((a, b) => raw[a] <= raw[b])
  const found: Extremes[] = []
  let to = 0
  for (let from = 0; from < sorted.length; from++) {
    const farthest = distances[sorted[from]] * (1 + asFarWithin)
    for (; to < sorted.length && distances[sorted[to]] <= farthest; to++) {
      highest.enter(sorted, to)
      lowest.enter(sorted, to)
    }
    if (to - from < fewest) continue
    found.push({ lag: null, high: sorted[highest.best(from)], low: sorted[lowest.best(from)] })
  }
  return found
}

/** Places of what may yet be the best of a window that moves on, best first. */
function candidates(isAsGood: (a: number, b: number) => boolean) {
  const places: number[] = []
  let start = 0
  return {
    enter(sorted: Uint32Array, at: number) {
      while (places.length > start && !isAsGood(sorted[places[places.length - 1]], sorted[at])) places.pop()
      places.push(at)
    },
    /** The best of the window that begins at a place. */
    best(from: number): number {
      while (places[start] < from) start++
      return places[start]
    },
  }
}
