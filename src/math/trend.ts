import { nonNegative } from './non-negative.ts'

/** A smooth fall, fitted to values at places. */
export interface Trend {
  /** What is left of the values at the places, its weighted mean 0. */
  readonly residual: Float64Array
  /** What the fall comes down to far off. */
  readonly constant: number
  /** The fall at each place 0 … length − 1, without its constant; never rising, and 0 far off. */
  fall(length: number): Float64Array
}

/**
 * Gives the smooth fall, never rising, that fits values at places ≥ 0 best (least squares with weights): a
 * constant and a sum, with coefficients ≥ 0, of a straight fall to 0 at `end`, exponentials and half bells of several
 * widths. Each part is the covariance of some stationary series, hence so is the sum.
 */
export function fallingTrend(
  places: Float64Array,
  weights: Float64Array,
  end: number,
): (values: ArrayLike<number>) => Trend {
  const parts = partsTo(end)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const centred = (values: Float64Array) => {
    let sum = 0
    for (let at = 0; at < values.length; at++) sum += weights[at] * values[at]
    return values.map(value => value - sum / total)
  }
  const columns = parts.map(part => centred(places.map(part)))
  const weighted = columns.map(column => column.map((value, at) => value * weights[at]))
  const k = columns.length
  const products = new Float64Array(k * k)
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) products[i * k + j] = inner(columns[i], weighted[j])
  return values => {
    const residual = centred(Float64Array.from(values))
    const coefficients = nonNegative(
      products,
      weighted.map(column => inner(column, residual)),
    )
    for (let i = 0; i < k; i++) {
      if (coefficients[i] === 0) continue
      for (let at = 0; at < residual.length; at++) residual[at] -= coefficients[i] * columns[i][at]
    }
    const fallAt = (place: number) =>
      parts.reduce((sum, part, i) => sum + (coefficients[i] === 0 ? 0 : coefficients[i] * part(place)), 0)
    return {
      residual,
      constant: values[0] - residual[0] - fallAt(places[0]),
      fall: length => Float64Array.from({ length }, (_, place) => fallAt(place)),
    }
  }
}

/** From one place wide to `end`: exponentials that double their width, half bells, which mix less well, in steps of √2. */
function partsTo(end: number): ((place: number) => number)[] {
  const parts = [(place: number) => Math.max(0, 1 - place / end)]
  for (let step = 0; 2 ** (step / 2) < end; step++) {
    const width = 2 ** (step / 2)
    if (step % 2 === 0) parts.push(place => Math.exp(-place / width))
    if (step > 1) parts.push(place => Math.exp(-((place / width) ** 2) / 2))
  }
  return parts
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at]
  return sum
}
