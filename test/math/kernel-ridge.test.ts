import { describe, expect, test } from 'vitest'
import { factorInPlace, inverseFromFactor, solveInPlace } from '../../src/math/positive-definite.ts'
import { doublyCentred, leaveOutRidge } from '../../src/math/ridge.ts'
import { largestEigenPairs } from '../../src/math/symmetric-eigen.ts'
import { counted } from '../fixtures/matrices.ts'
import { embedded, randomVectors } from '../fixtures/vectors.ts'
import reference from '../measures/decode-reference.json' with { type: 'json' }

function gram(n: number, dimensions: number, seed = 1): Float64Array {
  return embedded(counted(n), randomVectors(n, dimensions, seed)).raw
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const row = Math.floor(at / n) * n
    let sum = 0
    for (let k = 0; k < n; k++) sum += a[row + k] * b[k * n + (at % n)]
    return sum
  })
}

function expectNear(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void {
  expect(found.length).toBe(wanted.length)
  for (let at = 0; at < wanted.length; at++)
    expect(Math.abs(found[at] - wanted[at]), String(at)).toBeLessThan(tolerance)
}

describe('a positive definite matrix', () => {
  test.each([1, 2, 3, 4, 5, 11])('of order %d times its inverse is the identity', n => {
    const matrix = gram(n, 20)
    const factor = matrix.slice()
    factorInPlace(factor, n)
    const identity = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0))
    expectNear(product(matrix, inverseFromFactor(factor, n), n), identity, 1e-10)
    const solved = matrix.slice()
    solveInPlace(factor, n, solved, n)
    expectNear(solved, identity, 1e-10)
  })

  test('has no factor when it is not positive definite', () => {
    const matrix = Float64Array.of(1, 2, 2, 1)
    factorInPlace(matrix, 2)
    expect(matrix[3]).toBeNaN()
  })
})

describe('ridge regression without some items', () => {
  const [{ vectors, values }] = reference.cases
  const n = values.length
  const centred = doublyCentred(embedded(counted(n), vectors).raw, n)

  test.each(reference.errors)('errs as scikit-learn does, strength $strength, without $left', each => {
    const leaveOut = leaveOutRidge(centred, n, each.strength, Float64Array.from(values), 1)
    expectNear(leaveOut(each.left), each.errors, 1e-9)
  })

  test('reads several targets as it reads each alone, whatever is added to them', () => {
    const both = Float64Array.from({ length: 2 * n }, (_, at) => {
      const value = values[at >> 1]
      return at % 2 === 0 ? value : value ** 2 + 1000
    })
    const squares = Float64Array.from(values, value => value ** 2)
    const left = [3, 4, 20]
    const together = leaveOutRidge(centred, n, 0.1, both, 2)(left)
    const first = leaveOutRidge(centred, n, 0.1, Float64Array.from(values), 1)(left)
    const second = leaveOutRidge(centred, n, 0.1, squares, 1)(left)
    expectNear(
      together,
      left.flatMap((_, at) => [first[at], second[at]]),
      1e-8,
    )
  })

  test('is the same under any rotation and shift of the vectors, since centring takes the shift off', () => {
    const shifted = centred.map((entry, at) => entry + 3 + Math.floor(at / n) + (at % n))
    expectNear(doublyCentred(shifted, n), centred, 1e-9)
  })

  test('goes to the mean of the others as the strength grows', () => {
    const [error] = leaveOutRidge(centred, n, 1e12, Float64Array.from(values), 1)([0])
    const others = values.slice(1)
    expect(error).toBeCloseTo(values[0] - others.reduce((sum, value) => sum + value, 0) / others.length, 6)
  })
})

test('the largest eigenvalues come first, each with a vector of length 1 that the matrix only stretches', () => {
  const n = 9
  const matrix = gram(n, 4)
  const pairs = largestEigenPairs(matrix, n, 3)
  expect(pairs.map(({ value }) => value)).toEqual(pairs.map(({ value }) => value).toSorted((a, b) => b - a))
  let trace = 0
  for (const { value, vector } of largestEigenPairs(matrix, n, n)) {
    trace += value
    expect(Math.hypot(...vector)).toBeCloseTo(1, 12)
    const stretched = Float64Array.from(vector, (_, i) =>
      vector.reduce((sum, coordinate, j) => sum + matrix[i * n + j] * coordinate, 0),
    )
    expectNear(
      stretched,
      vector.map(coordinate => coordinate * value),
      1e-10,
    )
  }
  expect(trace).toBeCloseTo(n, 9)
  expect(pairs).toEqual(largestEigenPairs(matrix, n, n).slice(0, 3))
})
