import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shapleyShares } from '../../src/math/shapley.ts'

/** Centred sums of squares and products of columns. */
function productsOf(columns: readonly (readonly number[])[]): Float64Array {
  const centred = columns.map(column => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length
    return column.map(value => value - mean)
  })
  return Float64Array.from(
    centred.flatMap(a => centred.map(b => a.reduce((sum, value, at) => sum + value * b[at], 0))),
  )
}

const numbers = (length: number) =>
  fc.array(fc.integer({ min: -50, max: 50 }), { minLength: length, maxLength: length })
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

describe('shapleyShares', () => {
  test('are the squared correlations where predictors are independent', () => {
    const a = [1, 1, -1, -1]
    const b = [1, -1, 1, -1]
    const y = a.map((value, at) => 3 * value + 4 * b[at])
    const [first, second] = shapleyShares(productsOf([a, b, y]), 2)
    expect(first).toBeCloseTo(9 / 25, 12)
    expect(second).toBeCloseTo(16 / 25, 12)
  })

  test('split evenly what two equal predictors explain, and give a constant nothing', () => {
    const x = [1, 2, 3, 4, 7]
    const shares = shapleyShares(productsOf([x, x, [5, 5, 5, 5, 5], x]), 3)
    expect([...shares].map(share => share.toFixed(9))).toEqual(['0.500000000', '0.500000000', '0.000000000'])
  })

  test('have no value where y does not vary', () => {
    expect(
      shapleyShares(
        productsOf([
          [1, 2, 3],
          [4, 4, 4],
        ]),
        1,
      )[0],
    ).toBeNaN()
  })

  test('are never negative, sum to an R², and do not care for the unit or the order of the predictors', () => {
    fc.assert(
      fc.property(numbers(8), numbers(8), numbers(8), numbers(8), (a, b, c, y) => {
        fc.pre(new Set(y).size > 1)
        const shares = shapleyShares(productsOf([a, b, c, y]), 3)
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(-1e-9)
        expect(sum(shares)).toBeLessThanOrEqual(1 + 1e-9)
        const other = shapleyShares(productsOf([c.map(value => value * -7), a, b, y]), 3)
        for (const [at, place] of [2, 0, 1].entries()) expect(other[at]).toBeCloseTo(shares[place], 6)
      }),
      { numRuns: 60 },
    )
  })
})
