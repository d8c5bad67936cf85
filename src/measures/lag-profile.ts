import { weightedMean } from '../math/quantile.ts'
import { isLostInSums } from '../math/round.ts'
import type { Lags } from '../series/lags.ts'

/**
 * Similarity as a function of lag. All arrays have one entry for each lag that occurs, ascending: whole numbers from
 * 1 where documents are evenly spaced, else the mean distance of each bin.
 */
export interface LagProfile {
  readonly isEven: boolean
  readonly lags: Float64Array
  /** Number of ordered pairs (i, j) at the lag. */
  readonly pairs: Float64Array
  readonly mean: Float64Array
  /** Population standard deviation at the lag. */
  readonly deviation: Float64Array
}

/** Why what counts in places is undefined. */
export const notEvenlySpaced = 'The documents are not evenly spaced.'

/** The diagonal is left out. What differs by no more than sums of doubles may be wrong by is equal. O(n²). */
export function lagProfile(n: number, data: ArrayLike<number>, { isEven, apart, groupOf }: Lags): LagProfile {
  const pairs = new Float64Array(apart.length)
  const sums = new Float64Array(apart.length)
  let size = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      const at = groupOf(i, j)
      pairs[at]++
      sums[at] += data[i * n + j]
      size = Math.max(size, Math.abs(data[i * n + j]))
    }
  }
  const squares = new Float64Array(apart.length)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      const at = groupOf(i, j)
      squares[at] += (data[i * n + j] - sums[at] / pairs[at]) ** 2
    }
  }
  const places = Float64Array.from(apart.keys()).filter(at => pairs[at] > 0)
  const mean = places.map(at => sums[at] / pairs[at])
  const isFlat = isLostInSums(rangeOf(mean), size)
  const deviations = places.map(at => Math.sqrt(squares[at] / pairs[at]))
  return {
    isEven,
    lags: lagsAt(places, apart),
    pairs: places.map(at => pairs[at]),
    mean: isFlat ? mean.fill(mean[0]) : mean,
    deviation: deviations.map(each => (isLostInSums(each, size) ? 0 : each)),
  }
}

/** From the lowest mean similarity to the highest. */
export function rangeOf(means: Float64Array): number {
  return Math.max(...means) - Math.min(...means)
}

/** How far apart the groups at some places are; the same array each time where these are all. */
export function lagsAt(places: Float64Array, apart: Float64Array): Float64Array {
  return places.length === apart.length ? apart : places.map(place => apart[place])
}

/** The mean similarity off the diagonal. */
export function centreOf({ mean, pairs }: LagProfile): number {
  return rangeOf(mean) === 0 ? mean[0] : weightedMean(mean, pairs)
}

/** The sum of squares of the similarities about their mean, split into that between lags and that within them. */
export function sumsOfSquares(profile: LagProfile): { between: number; within: number } {
  const { mean, deviation, pairs } = profile
  const centre = centreOf(profile)
  let between = 0
  let within = 0
  for (let at = 0; at < mean.length; at++) {
    between += pairs[at] * (mean[at] - centre) ** 2
    within += pairs[at] * deviation[at] ** 2
  }
  return { between, within }
}
