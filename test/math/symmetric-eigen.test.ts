import { expect, test } from 'vitest'
import { largestEigenPairs } from '../../src/math/symmetric-eigen.ts'

// numpy.linalg.eigh of [[4, 1, 0], [1, 3, 1], [0, 1, 2]]
const symmetric = Float64Array.of(4, 1, 0, 1, 3, 1, 0, 1, 2)
const expected = [
  { value: 4.732050807568877, vector: [0.78867513, 0.57735027, 0.21132487] },
  { value: 3, vector: [0.57735027, -0.57735027, -0.57735027] },
  { value: 1.2679491924311228, vector: [0.21132487, -0.57735027, 0.78867513] },
]

test('the largest eigenvalues come first, with unit vectors, as NumPy has them', () => {
  const pairs = largestEigenPairs(symmetric, 3, 2)
  expect(pairs).toHaveLength(2)
  for (const [at, { value, vector }] of pairs.entries()) {
    expect(value).toBeCloseTo(expected[at].value, 12)
    const sign = Math.sign(vector[0])
    for (const [place, part] of expected[at].vector.entries())
      expect(sign * vector[place]).toBeCloseTo(part, 7)
  }
})

test('all of them can be asked for', () => {
  const values = largestEigenPairs(symmetric, 3, 9).map(({ value }) => value)
  expect(values).toHaveLength(3)
  for (const [at, value] of values.entries()) expect(value).toBeCloseTo(expected[at].value, 12)
})
