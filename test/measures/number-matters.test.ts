import { describe, expect, test } from 'vitest'
import { estimateOf, factDraws } from '../../src/measures/fact-pairs.ts'
import { numberMatters } from '../../src/measures/number-matters.ts'
import { factPairs, placesOf } from './fact-scores.ts'

describe('number matters', () => {
  const pairs = factPairs([
    { words: [0.9, 0.5, 0.7], different: [0.99], reworded: [0.8, 0.6] },
    { words: [0.4, 0.3, 0.1], different: [0.99], reworded: [0.4, 0.2] },
  ])
  const under = numberMatters.under(pairs, placesOf(pairs))

  test('is how often a rewording scores above the same rewording with another value, by hand', () => {
    // 0.9 > 0.8, 0.5 < 0.6, 0.4 = 0.4, 0.3 > 0.2.
    expect(under([1, 1])).toBe(2.5 / 4)
  })

  test('counts the comparisons of a fact as often as the fact is drawn', () => {
    expect(under([1, 0])).toBe(0.5)
    expect(under([0, 5])).toBe(0.75)
    expect(under([3, 1])).toBe((3 * 1 + 1.5) / 8)
  })

  test('is not defined where no rewording has another value', () => {
    const without = factPairs([{ words: [0.9], different: [0.8] }])
    expect(numberMatters.under(without, placesOf(without))([1])).toBeNaN()
    expect(estimateOf(numberMatters, without, factDraws(without, 1))).toEqual({
      value: null,
      interval: null,
    })
  })
})

describe('the draws of the facts', () => {
  test('keep the pairs of a fact together, are a thousand, and hang on the seed alone', () => {
    const pairs = factPairs(Array.from({ length: 12 }, () => ({ words: [1, 2], different: [3] })))
    const draws = factDraws(pairs, 1)
    expect(draws.weights).toHaveLength(1000)
    for (const weights of draws.weights) expect(weights.reduce((sum, each) => sum + each, 0)).toBe(12)
    expect(factDraws(pairs, 1)).toEqual(draws)
    expect(factDraws(pairs, 2).weights).not.toEqual(draws.weights)
  })
})
