/**
 * The quantile of values at `probability` in [0, 1], linear between order statistics (type 7 of Hyndman and
 * Fan 1996, the default of R and NumPy). NaN for no values. O(n log n).
 */
export function quantile(values: ArrayLike<number>, probability: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), probability)
}

/** As `quantile`, for values already in ascending order. */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) return Number.NaN
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const above = Math.ceil(position)
  return sorted[below] + (position - below) * (sorted[above] - sorted[below])
}

/** Arithmetic mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return values.length === 0 ? Number.NaN : sum / values.length
}

/** The mean of the values, each weighing `weights` ≥ 0; NaN values are left out. NaN when nothing weighs anything. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    if (weights[i] === 0 || Number.isNaN(values[i])) continue
    sum += weights[i] * values[i]
    total += weights[i]
  }
  return total === 0 ? Number.NaN : sum / total
}

/** Population standard deviation; NaN for no values. */
export function deviation(values: ArrayLike<number>): number {
  const centre = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i] - centre) ** 2
  return Math.sqrt(squares / values.length)
}
