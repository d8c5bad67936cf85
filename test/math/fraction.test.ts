import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareFractions,
  fraction,
  fractionOf,
  negative,
  numberOf,
  product,
  sum,
  writtenFraction,
} from '../../src/math/fraction.ts'

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: -40, max: 40 }))
  .map(([digits, exponent]) => `${digits}e${exponent}`)

describe('a fraction', () => {
  test.each([
    ['12', '12'],
    ['0.5', '1/2'],
    ['-0.75', '-3/4'],
    ['.25', '1/4'],
    ['1.50', '3/2'],
    ['1.5e3', '1500'],
    ['1.5e-3', '3/2000'],
    ['0', '0'],
    ['-0.0', '0'],
  ])('reads %s as %s', (text, written) => {
    expect(writtenFraction(fractionOf(text))).toBe(written)
  })

  test('is reduced, with its sign above', () => {
    expect(fraction(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n })
    expect(writtenFraction(negative(fraction(6n, -4n)))).toBe('3/2')
  })

  test('is as a double what was read, to 15 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), number => {
        fc.pre(Math.abs(number) > 1e-290)
        const error = Math.abs(numberOf(fractionOf(String(number))) - number)
        expect(error).toBeLessThanOrEqual(1e-15 * Math.abs(number))
      }),
    )
  })

  test('adds, multiplies and compares without rounding', () => {
    fc.assert(
      fc.property(decimal, decimal, (one, other) => {
        const [a, b] = [fractionOf(one), fractionOf(other)]
        const back = sum(sum(a, b), negative(b))
        expect(writtenFraction(back)).toBe(writtenFraction(a))
        expect(compareFractions(sum(a, b), a)).toBe(compareFractions(b, fraction(0n)))
        if (b.numerator === 0n) return
        const quotient = product(product(a, b), fraction(b.denominator, b.numerator))
        expect(writtenFraction(quotient)).toBe(writtenFraction(a))
      }),
    )
  })
})
