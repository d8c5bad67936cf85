import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { insideShare } from '../../src/math/inside-share.ts'
import { orderedShare } from '../../src/math/ordered-share.ts'

const items = fc.array(
  fc.record({
    score: fc.integer({ min: 0, max: 4 }),
    side: fc.constantFrom(1, 0, -1),
    weight: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 15 },
)

describe('insideShare', () => {
  test('is what counting every pair of an item inside and one outside gives, under any weights', () => {
    fc.assert(
      fc.property(items, all => {
        const [scores, sides, weights] = (['score', 'side', 'weight'] as const).map(key =>
          all.map(each => each[key]),
        )
        const counted = all.filter(({ side }) => side !== -1)
        const expected = orderedShare(
          counted.map(({ score }) => score),
          counted.map(({ side }) => side),
          counted.map(({ weight }) => weight),
        )
        const share = insideShare(scores, sides)(weights)
        if (Number.isNaN(expected)) expect(share).toBeNaN()
        else expect(share).toBeCloseTo(expected, 12)
      }),
    )
  })

  test('is 1 where all inside score higher, 0 where all score lower, and undefined without an outside', () => {
    expect(insideShare([3, 2, 1], [1, 0, 0])()).toBe(1)
    expect(insideShare([1, 2, 3], [1, 0, 0])()).toBe(0)
    expect(insideShare([1, 2, 3], [1, 1, -1])()).toBeNaN()
  })
})
