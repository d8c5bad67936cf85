import { dot, factorInPlace, inverseFromFactor, solveInPlace } from './positive-definite.ts'

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

/** What a fit predicts for each row, in their order; the features have as many dimensions as the fit has weights. */
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

/** Mean squared length of the rows less their mean, ≥ 0: strengths are given in proportion to it. O(count · dimensions). */
export function totalVariance(features: Features): number {
  return centred(features).rows.reduce((sum, value) => sum + value * value, 0) / features.count
}

/** The rows at some places, in the order of the places, copied. */
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

/** The Gram matrix of the vectors less their mean, n × n: its rows and columns sum to 0. O(n²). */
export function doublyCentred(gram: ArrayLike<number>, n: number): Float64Array {
  const means = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let mean = 0
    for (let at = i * n; at < (i + 1) * n; at++) mean += gram[at] / n
    means[i] = mean
  }
  const whole = means.reduce((sum, mean) => sum + mean, 0) / n
  const centred = new Float64Array(n * n)
  for (let i = 0, at = 0; i < n; i++) {
    const mean = means[i]
    for (let j = 0; j < n; j++, at++) centred[at] = gram[at] - mean - means[j] + whole
  }
  return centred
}

/** The mean variance along the n − 1 directions that n vectors can vary in: the trace over n − 1. */
export function meanVariance(centred: Float64Array, n: number): number {
  let trace = 0
  for (let i = 0; i < n; i++) trace += centred[i * n + i]
  return trace / (n - 1)
}

/** Errors of prediction, target less prediction, for some items by all others: items × targets, row-major. */
export type LeaveOut = (items: ArrayLike<number>) => Float64Array

/**
 * Ridge regression from vectors, known by their centred Gram matrix K, to several targets, with a constant that
 * is not penalised: as if vectors and targets were centred on the training items alone. What it predicts for
 * items A that are left out needs no second fit: with Q = (K + λI)⁻¹ without the direction of the constant, the
 * errors are Q_AA⁻¹ · (Q · y)_A (Cook and Weisberg 1982; Sundararajan and Keerthi 2001). O(n³ / 2), then
 * O(|A|³ / 6 + |A|² · targets) for each A, which must leave items to train on.
 *
 * @param strength λ, above 0
 * @param targets n × width, row-major
 */
export function leaveOutRidge(
  centred: Float64Array,
  n: number,
  strength: number,
  targets: Float64Array,
  width: number,
): LeaveOut {
  const ofConstant = meanVariance(centred, n)
  const factor = centred.map(entry => entry + ofConstant / n)
  for (let i = 0; i < n; i++) factor[i * n + i] += strength
  factorInPlace(factor, n)
  const precision = inverseFromFactor(factor, n)
  const shift = 1 / (n * (ofConstant + strength))
  for (let at = 0; at < precision.length; at++) precision[at] -= shift
  const weighted = product(precision, n, targets, width)
  return items => {
    const size = items.length
    const block = new Float64Array(size * size)
    const errors = new Float64Array(size * width)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) block[i * size + j] = precision[items[i] * n + items[j]]
      for (let k = 0; k < width; k++) errors[i * width + k] = weighted[items[i] * width + k]
    }
    factorInPlace(block, size)
    solveInPlace(block, size, errors, width)
    return errors
  }
}

function product(square: Float64Array, n: number, right: Float64Array, width: number): Float64Array {
  const result = new Float64Array(n * width)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const share = square[i * n + j]
      for (let k = 0; k < width; k++) result[i * width + k] += share * right[j * width + k]
    }
  }
  return result
}
