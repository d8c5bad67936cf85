import { factorInPlace, inverseFromFactor, solveInPlace } from './positive-definite.ts'

/** The Gram matrix of the vectors less their mean, n × n: its rows and columns sum to 0. O(n²). */
export function doublyCentred(gram: ArrayLike<number>, n: number): Float64Array {
  const means = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) means[i] += gram[i * n + j] / n
  const whole = means.reduce((sum, mean) => sum + mean, 0) / n
  const centred = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) centred[i * n + j] = gram[i * n + j] - means[i] - means[j] + whole
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
