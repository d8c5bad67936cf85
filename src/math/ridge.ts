import { dot } from './dot.ts'
import { factorInPlace, solveInPlace } from './positive-definite.ts'

/** Numbers of some items, a row each. */
export interface Features {
  readonly count: number
  readonly dimensions: number
  /** count × dimensions, row-major. */
  readonly data: ArrayLike<number>
}

/** A linear function of a row. */
export interface LinearFit {
  readonly weights: Float64Array
  readonly intercept: number
}

/**
 * Ridge regression with a constant that is not penalised, at several strengths: minimises Σ (y − w·x − b)² + λ‖w‖²
 * (Hoerl and Kennard 1970). Works on the smaller of rows and columns, the other way round where there are fewer rows
 * (the dual form). O(n · d · m + strengths · m³ / 6), with m the smaller of n and d.
 * @param strengths λ, each above 0
 */
export function ridgeFits(
  features: Features,
  targets: ArrayLike<number>,
  strengths: readonly number[],
): LinearFit[] {
  const { count: n, dimensions: d } = features
  const { means, rows, columns } = centred(features)
  const meanTarget = Array.from(targets).reduce((sum, value) => sum + value / n, 0)
  const errors = Float64Array.from(targets, value => value - meanTarget)
  const isDual = n < d
  const size = isDual ? n : d
  const products = productsOf(isDual ? rows : columns, size, isDual ? d : n)
  const right = isDual ? errors : timesEach(columns, d, n, errors)
  return strengths.map(strength => {
    const factor = products.slice()
    for (let at = 0; at < size; at++) factor[at * size + at] += strength
    factorInPlace(factor, size)
    const solution = right.slice()
    solveInPlace(factor, size, solution, 1)
    const weights = isDual ? timesEach(columns, d, n, solution) : solution
    const intercept = weights.reduce((sum, weight, at) => sum - weight * means[at], meanTarget)
    return { weights, intercept }
  })
}

/** What a fit makes of each row. */
export function predicted(
  { weights, intercept }: LinearFit,
  { count, dimensions, data }: Features,
): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = intercept
    for (let at = 0; at < dimensions; at++) sum += weights[at] * data[row * dimensions + at]
    return sum
  })
}

/** Mean squared length of the rows less their mean: what strengths are in proportion to. */
export function totalVariance(features: Features): number {
  return centred(features).rows.reduce((sum, value) => sum + value * value, 0) / features.count
}

/** Rows of features by their places. */
export function pickFeatures({ dimensions, data }: Features, places: readonly number[]): Features {
  const picked = new Float64Array(places.length * dimensions)
  for (const [row, place] of places.entries())
    for (let at = 0; at < dimensions; at++) picked[row * dimensions + at] = data[place * dimensions + at]
  return { count: places.length, dimensions, data: picked }
}

/** Less their means: row-major, and the same column by column. */
function centred({ count: n, dimensions: d, data }: Features) {
  const means = new Float64Array(d)
  for (let row = 0; row < n; row++) for (let at = 0; at < d; at++) means[at] += data[row * d + at] / n
  const rows = new Float64Array(n * d)
  const columns = new Float64Array(n * d)
  for (let row = 0; row < n; row++) {
    for (let at = 0; at < d; at++) {
      const value = data[row * d + at] - means[at]
      rows[row * d + at] = value
      columns[at * n + row] = value
    }
  }
  return { means, rows, columns }
}

/** The products of all lines with each other, size × size. */
function productsOf(lines: Float64Array, size: number, length: number): Float64Array {
  const products = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const product = dot(lines, i * length, lines, j * length, length)
      products[i * size + j] = product
      products[j * size + i] = product
    }
  }
  return products
}

function timesEach(lines: Float64Array, size: number, length: number, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => dot(lines, i * length, vector, 0, length))
}
