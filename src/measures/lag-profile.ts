/** Similarity as a function of lag. Index 0 is lag 1; all arrays have one entry for each lag that occurs. */
export interface LagProfile {
  readonly lags: Float64Array
  /** Number of ordered pairs (i, j) at the lag. */
  readonly pairs: Float64Array
  readonly mean: Float64Array
  /** Population standard deviation at the lag. */
  readonly deviation: Float64Array
}

/** @param weights of the items; pairs weigh w_i · w_j. Lags without weight are left out. The diagonal is left out. O(n²). */
export function lagProfile(
  n: number,
  data: ArrayLike<number>,
  lag: (i: number, j: number) => number,
  weights?: ArrayLike<number>,
): LagProfile {
  const pairs = new Float64Array(n)
  const sums = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      const weight = weights ? weights[i] * weights[j] : 1
      const at = lag(i, j)
      pairs[at] += weight
      sums[at] += weight * data[i * n + j]
    }
  }
  const squares = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      const weight = weights ? weights[i] * weights[j] : 1
      const at = lag(i, j)
      const apart = data[i * n + j] - sums[at] / pairs[at]
      if (weight > 0) squares[at] += weight * apart * apart
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
