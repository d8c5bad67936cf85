import { weightedMean } from '../math/quantile.ts'

/** Similarity as a function of lag. Index 0 is lag 1; all arrays have one entry for each lag that occurs. */
export interface LagProfile {
  readonly lags: Float64Array
  /** Number of ordered pairs (i, j) at the lag. */
  readonly pairs: Float64Array
  readonly mean: Float64Array
  /** Population standard deviation at the lag. */
  readonly deviation: Float64Array
}

/** The diagonal is left out. O(n²). */
export function lagProfile(
  n: number,
  data: ArrayLike<number>,
  lag: (i: number, j: number) => number,
): LagProfile {
  const pairs = new Float64Array(n)
  const sums = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      const at = lag(i, j)
      pairs[at]++
      sums[at] += data[i * n + j]
    }
  }
  const squares = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      const at = lag(i, j)
      squares[at] += (data[i * n + j] - sums[at] / pairs[at]) ** 2
    }
  }
  const lags = Float64Array.from({ length: n }, (_, at) => at).filter(at => pairs[at] > 0)
  return {
    lags,
    pairs: lags.map(at => pairs[at]),
    mean: lags.map(at => sums[at] / pairs[at]),
    deviation: lags.map(at => Math.sqrt(squares[at] / pairs[at])),
  }
}

/** The mean similarity off the diagonal. */
export function centreOf({ mean, pairs }: LagProfile): number {
  return weightedMean(mean, pairs)
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
