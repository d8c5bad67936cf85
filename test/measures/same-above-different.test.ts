import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FactPair, isSame } from '../../src/measures/fact-pairs.ts'
import { sameAboveDifferent } from '../../src/measures/same-above-different.ts'
import { factPairs, placesOf } from './fact-scores.ts'
import { someFacts } from './some-facts.ts'

const all = (pairs: readonly FactPair[]) =>
  sameAboveDifferent.under(pairs, placesOf(pairs))(new Array(9).fill(1))

describe('same above different', () => {
  test('is the share of pairs of one fact that score above pairs of different facts, by hand', () => {
    // 0.9 beats 0.8 and 0.5; 0.6 beats 0.5; 0.8 ties 0.8 and beats 0.5; 0.4 beats none: 2 + 1 + 1.5 + 0 of 8.
    const pairs = factPairs([
      { words: [0.9, 0.6], different: [0.8] },
      { words: [0.4], format: [0.8], different: [0.5], reworded: [0.99] },
    ])
    expect(all(pairs)).toBe(4.5 / 8)
  })

  test('is 1 where all duplicates score higher, 0 where none does, and 0.5 where all scores are one', () => {
    expect(all(factPairs([{ words: [0.9], different: [0.1] }]))).toBe(1)
    expect(all(factPairs([{ words: [0.1], different: [0.9] }]))).toBe(0)
    expect(all(factPairs([{ words: [0.5], different: [0.5] }]))).toBe(0.5)
  })

  test('is not defined without pairs of either sort', () => {
    expect(all(factPairs([{ words: [0.9] }]))).toBeNaN()
    expect(all(factPairs([{ different: [0.9] }]))).toBeNaN()
  })

  test('takes for equal what differs by the rounding of the computer alone', () => {
    expect(all(factPairs([{ words: [0.5, 0.9], different: [0.5 + 1e-12, 0.1] }]))).toBe(3.5 / 4)
  })

  test('is what counting all comparisons gives, under any weights of the facts', () => {
    fc.assert(
      fc.property(
        someFacts,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
        (facts, weights) => {
          const pairs = factPairs(facts)
          const places = placesOf(pairs)
          const weight = ({ fact }: FactPair) => weights[places.get(fact)!]
          let won = 0
          let total = 0
          for (const a of pairs.filter(isSame))
            for (const b of pairs.filter(({ pair }) => pair === 'different')) {
              const both = weight(a) * weight(b)
              total += both
              won += both * (a.similarity > b.similarity ? 1 : a.similarity === b.similarity ? 0.5 : 0)
            }
          const value = sameAboveDifferent.under(pairs, places)(weights)
          if (total === 0) expect(value).toBeNaN()
          else expect(value).toBeCloseTo(won / total, 12)
        },
      ),
    )
  })
})
