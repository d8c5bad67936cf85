import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ascendingOrder, averageRanks, denseRanks } from '../../src/math/rank.ts'

/** Few and many, so that both ways of sorting are tried; drawn from a few values, so that many are equal. */
const values = fc.oneof(
  fc.array(fc.double({ noNaN: true }), { maxLength: 700, size: 'max' }),
  fc.array(fc.constantFrom(0, -0, 1, -1, 1.5, -1e300, 5e-324, Infinity, -Infinity), {
    maxLength: 700,
    size: 'max',
  }),
)

describe('ranks', () => {
  test('are those of a sort by comparison, whatever the numbers and however many', () => {
    fc.assert(
      fc.property(values, numbers => {
        const order = [...numbers.keys()].sort((a, b) =>
          numbers[a] < numbers[b] ? -1 : numbers[a] > numbers[b] ? 1 : a - b,
        )
        expect([...ascendingOrder(numbers)]).toEqual(order)
        let level = -1
        const dense = new Array<number>(numbers.length)
        for (const [at, item] of order.entries()) {
          if (at === 0 || numbers[item] !== numbers[order[at - 1]]) level++
          dense[item] = level
        }
        const { ranks, levels } = denseRanks(numbers)
        expect([...ranks]).toEqual(dense)
        expect(levels).toBe(level + 1)
      }),
    )
  })

  test('of equal numbers are their mean, of 300 as of three', () => {
    for (const count of [3, 300]) {
      const numbers = Array.from({ length: count }, () => 7)
      expect(new Set(averageRanks([...numbers, 8]))).toEqual(new Set([(count + 1) / 2, count + 1]))
    }
  })
})
