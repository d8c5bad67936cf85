import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchExact, searchFormat, searchNear, searchRange } from '../../src/measures/search.ts'

const asked = (scores: readonly number[], grades: readonly number[]) => ({
  scores: Float64Array.from(scores),
  grades,
})

describe('search-near', () => {
  test('is the share of pairs in the order of their closeness, by hand', () => {
    // Closeness 1 > 0.5 > 0: of the three pairs the one of the last two is wrong.
    expect(searchNear.of(asked([3, 1, 2], [1, 0.5, 0]))).toBeCloseTo(2 / 3, 12)
    expect(searchNear.of(asked([3, 2, 1], [1, 0.5, 0]))).toBe(1)
    expect(searchNear.of(asked([1, 2, 3], [1, 0.5, 0]))).toBe(0)
  })

  test('counts a tie as half, and leaves out candidates that are equally close', () => {
    expect(searchNear.of(asked([1, 1, 1], [1, 0.5, 0]))).toBe(0.5)
    expect(searchNear.of(asked([2, 9, 1], [1, 0.5, 0.5]))).toBe(0.5)
  })

  test('counts as equal what differs by the rounding of the computer alone', () => {
    expect(searchNear.of(asked([0.3, 0.1 + 0.2, 0], [1, 0.5, 0]))).toBeCloseTo((0.5 + 2) / 3, 12)
  })

  test('has an nDCG@10 of 1 for the perfect order, and less for another', () => {
    const grades = Array.from({ length: 30 }, (_, at) => 1 - at / 29)
    expect(searchNear.second!.of(asked(grades, grades))).toBeCloseTo(1, 12)
    expect(searchNear.second!.of(asked([...grades].reverse(), grades))).toBe(0)
  })

  test('has the nDCG@10 of chance where all candidates score the same', () => {
    const grades = Array.from({ length: 30 }, (_, at) => 1 - at / 29)
    const level = searchNear.second!.of(
      asked(
        grades.map(() => 1),
        grades,
      ),
    )
    expect(level).toBeCloseTo(searchNear.second!.chance(grades), 12)
  })
})

describe('search-range', () => {
  test('is the share of pairs with the record inside above the one outside, by hand', () => {
    // Two inside, two outside; one of four pairs is wrong.
    expect(searchRange.of(asked([4, 2, 3, 1], [1, 1, 0, 0]))).toBe(0.75)
  })

  test('of a range and its opposite is 0.5 on average, whatever does not depend on the question', () => {
    const score = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(score, fc.boolean()), { minLength: 2, maxLength: 30 }), items => {
        fc.pre(items.some(([, inside]) => inside) && items.some(([, inside]) => !inside))
        const scores = items.map(([own]) => own)
        const inside = items.map(([, own]) => (own ? 1 : 0))
        const outside = inside.map(own => 1 - own)
        const both = searchRange.of(asked(scores, inside)) + searchRange.of(asked(scores, outside))
        expect(both / 2).toBeCloseTo(0.5, 12)
      }),
    )
  })
})

describe.each([searchExact, searchFormat])('$id', measure => {
  test('is 1 where the right record is first, and 0 where another is', () => {
    expect(measure.of(asked([1, 5, 2], [0, 1, 0]))).toBe(1)
    expect(measure.of(asked([1, 5, 2], [0, 0, 1]))).toBe(0)
  })

  test('shares the first place with those that score the same', () => {
    expect(measure.of(asked([5, 5, 5, 1], [0, 1, 0, 0]))).toBeCloseTo(1 / 3, 12)
    expect(measure.of(asked([0, 0, 0, 0], [0, 1, 0, 0]))).toBe(measure.chance([0, 1, 0, 0]))
  })

  test('has the reciprocal of the rank beside it, the mean of those that a tie takes', () => {
    expect(measure.second!.of(asked([9, 5, 7], [0, 1, 0]))).toBeCloseTo(1 / 3, 12)
    expect(measure.second!.of(asked([9, 5, 5], [0, 1, 0]))).toBeCloseTo((1 / 2 + 1 / 3) / 2, 12)
    expect(measure.second!.of(asked([1, 1, 1], [0, 1, 0]))).toBeCloseTo(measure.second!.chance([0, 1, 0]), 12)
  })
})
