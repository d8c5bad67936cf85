import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nonNegative } from '../../src/math/non-negative.ts'

const number = fc.double({ min: -1, max: 1, noNaN: true })

function problem(columns: readonly (readonly number[])[], target: readonly number[]) {
  const inner = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, at) => sum + x * b[at], 0)
  return {
    products: Float64Array.from(columns.flatMap(a => columns.map(b => inner(a, b)))),
    onTarget: columns.map(column => inner(column, target)),
  }
}

describe('least squares without negative coefficients', () => {
  test('meets the conditions of Karush, Kuhn and Tucker', () => {
    const columns = fc.array(fc.array(number, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(columns, fc.array(number, { minLength: 8, maxLength: 8 }), (made, target) => {
        // A unit of its own keeps each column independent of the others.
        const independent = made.map((column, k) => column.map((value, at) => value + (at === k ? 3 : 0)))
        const { products, onTarget } = problem(independent, target)
        const k = made.length
        const x = nonNegative(products, onTarget)
        for (let i = 0; i < k; i++) {
          let gradient = onTarget[i]
          for (let j = 0; j < k; j++) gradient -= products[i * k + j] * x[j]
          expect(x[i]).toBeGreaterThanOrEqual(0)
          expect(gradient).toBeLessThan(1e-8)
          if (x[i] > 0) expect(Math.abs(gradient)).toBeLessThan(1e-8)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('finds coefficients that are all above 0 exactly', () => {
    const columns = [
      [1, 0, 1],
      [0, 1, 1],
    ]
    const { products, onTarget } = problem(columns, [2, 3, 5])
    expect([...nonNegative(products, onTarget)]).toEqual([expect.closeTo(2, 12), expect.closeTo(3, 12)])
  })

  test('leaves out a column that is the same as another', () => {
    const { products, onTarget } = problem(
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      [2, 4, 6],
    )
    const x = nonNegative(products, onTarget)
    expect(x[0] + x[1]).toBeCloseTo(2, 12)
  })
})
