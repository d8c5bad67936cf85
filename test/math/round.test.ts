import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roundedToSpread, roundSignificant, stepOfSpread } from '../../src/math/round.ts'

describe('significant digits', () => {
  test.each([
    [0, 6, 0],
    [123_456.7, 6, 123_457],
    [0.000_123_456_7, 6, 0.000_123_457],
    [-1.000_000_4, 6, -1],
    [1e300, 1, 1e300],
    [Number.POSITIVE_INFINITY, 6, Number.POSITIVE_INFINITY],
  ])('of %d, %i of them, are %d', (value, digits, rounded) => {
    expect(roundSignificant(value, digits)).toBe(rounded)
  })
})

describe('the step of a spread', () => {
  test.each([
    ['at most a millionth of the spread, and a power of two', [0, 1], 2 ** -20],
    ['the same wherever the values begin', [5, 6], 2 ** -20],
    ['the same for negative ones', [-1, 0], 2 ** -20],
    ['the next power of two below', [0, 1.9], 2 ** -20],
    ['of the whole spread', [0, 0.5, 2], 2 ** -19],
    ['what doubles can hold, where the spread is less', [1, 1 + 1e-15], 2 ** -44],
    ['that of what stands alone', [8], 2 ** -41],
    ['1 where all are 0', [0, 0], 1],
    ['1 where there are none', [], 1],
    ['of a spread that no double can hold', [-1.5e308, 1.5e308], 2 ** 1004],
    ['of the smallest', [0, 2 ** -1022], 2 ** -1042],
  ])('is %s', (_, values, step) => {
    expect(stepOfSpread(values)).toBe(step)
  })
})

describe('values rounded to their spread', () => {
  const rounded = (values: readonly number[]) => Array.from(roundedToSpread(Float64Array.from(values)))

  test('are equal where they differ by the rounding of doubles, and only there', () => {
    const [a, b, c] = rounded([0.1 + 0.2, 0.3, 0.300_01])
    expect(a).toBe(b)
    expect(c).toBeGreaterThan(b)
  })

  test('keep their order, whatever is added to all of them', () => {
    for (const added of [0, 1, 1e5, 1e7, 1e9, -1e12]) {
      const values = rounded(Array.from({ length: 100 }, (_, at) => at / 2 + added))
      for (let at = 1; at < values.length; at++) expect(values[at]).toBeGreaterThan(values[at - 1])
    }
  })

  test('make even steps even, with any number of them: none falls between two', () => {
    for (let n = 2; n < 400; n++)
      for (let k = 0; k < n; k++) {
        const [, a, b] = rounded([0, k / n, 1 - (n - k) / n, 1])
        expect(a).toBe(b)
      }
  })

  test('change by half a step at most, and in no order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2 }), values => {
        const step = stepOfSpread(values)
        const result = rounded(values)
        for (const [at, value] of values.entries()) {
          expect(Math.abs(result[at] - value)).toBeLessThanOrEqual(step / 2)
          for (const [other, least] of values.entries())
            if (value < least) expect(result[at]).toBeLessThanOrEqual(result[other])
        }
      }),
    )
  })

  test('are alike in every unit that is a power of two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: 1e-3, max: 1e3 })),
        fc.integer({ min: -900, max: 900 }),
        (values, power) => {
          expect(rounded(values.map(value => value * 2 ** power))).toEqual(
            rounded(values).map(value => value * 2 ** power),
          )
        },
      ),
    )
  })
})
