import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spearman } from '../../src/math/correlation.ts'
import { editDistance } from '../../src/math/edit-distance.ts'
import { catalogueSeries, seriesCatalogue } from '../../src/series/catalogue.ts'
import {
  digitPermutations,
  hasDigits,
  permuteDigits,
  withPermutedDigits,
} from '../../src/series/digit-permutation.ts'

describe('digitPermutations', () => {
  test('keep 0, give each digit an image of its own, and little of the order', () => {
    fc.assert(
      fc.property(fc.nat(1e6), seed => {
        const found = digitPermutations(seed, 3)
        expect(new Set(found).size).toBe(3)
        for (const permutation of found) {
          expect(permutation[0]).toBe('0')
          expect([...permutation].sort().join('')).toBe('0123456789')
          const images = [...permutation].slice(1).map(Number)
          expect(Math.abs(spearman([1, 2, 3, 4, 5, 6, 7, 8, 9], images))).toBeLessThan(0.3)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('are the same for one seed and others for another', () => {
    expect(digitPermutations(1, 3)).toEqual(digitPermutations(1, 3))
    expect(digitPermutations(1, 3)).not.toEqual(digitPermutations(2, 3))
  })
})

describe('a series with permuted digits', () => {
  const permutation = '0482395716'

  test('keeps what is no digit, and every edit distance', () => {
    expect(permuteDigits('$19.05 each', permutation)).toBe('$46.09 each')
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const permuted = [a, b].map(text => permuteDigits(text, permutation))
        expect(editDistance(permuted[0], permuted[1])).toBe(editDistance(a, b))
      }),
    )
  })

  test('has the values that the new digits stand for, however small or large', () => {
    const { texts, values } = withPermutedDigits(catalogueSeries('floats'), permutation)
    expect([texts[11], values[11]]).toEqual(['0.048', 0.048])
    const large = withPermutedDigits(catalogueSeries('large'), permutation)
    expect(large.values[0]).toBe(Number(large.texts[0]))
    expect(withPermutedDigits(catalogueSeries('negatives'), permutation).values[0]).toBe(-4)
  })

  test('is asked of numbers and prices in figures, not of dates, times, versions and words', () => {
    expect(seriesCatalogue.filter(series => !hasDigits(series)).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dates', 'times', 'versions', 'words']),
    )
    expect(hasDigits(catalogueSeries('currency'))).toBe(true)
  })
})
