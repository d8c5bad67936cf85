import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FactPair, factDraws, isSame } from '../../src/measures/fact-pairs.ts'
import { atThreshold } from '../../src/measures/threshold.ts'
import { limitedShare, thresholdCurve } from '../../src/measures/threshold-curve.ts'
import { type FactScores, factPairs } from './fact-scores.ts'
import { someFacts } from './some-facts.ts'

const curveOf = (facts: readonly FactScores[], refuses?: (pair: FactPair) => boolean) => {
  const pairs = factPairs(facts)
  return thresholdCurve(pairs, factDraws(pairs, 1), refuses && { refuses })
}

const many = (count: number, fact: (at: number) => FactScores) =>
  Array.from({ length: count }, (_, at) => fact(at))

describe('duplicates and false merges at a threshold', () => {
  const pairs = factPairs([
    { words: [0.9, 0.6, 0.8], format: [0.7], different: [0.95, 0.8], reworded: [0.99] },
    { words: [0.5], different: [0.2, 0.3] },
  ])

  test('are the shares at or above it; pairs that differ in words and value count as neither', () => {
    expect(atThreshold(pairs, 0.8)).toEqual({ kept: 2 / 5, falseMerges: 2 / 4 })
    expect(atThreshold(pairs, 0.81)).toEqual({ kept: 1 / 5, falseMerges: 1 / 4 })
    expect(atThreshold(pairs, 0)).toEqual({ kept: 1, falseMerges: 1 })
    expect(atThreshold(pairs, 2)).toEqual({ kept: 0, falseMerges: 0 })
  })

  test('leave out what a guard refuses, of both', () => {
    expect(atThreshold(pairs, 0, ({ similarity }) => similarity >= 0.8)).toEqual({
      kept: 3 / 5,
      falseMerges: 2 / 4,
    })
  })
})

describe('the threshold curve', () => {
  test('is what counting at every observed score gives', () => {
    fc.assert(
      fc.property(someFacts, facts => {
        const pairs = factPairs(facts)
        const same = pairs.filter(isSame).map(({ similarity }) => similarity)
        const different = pairs.filter(({ pair }) => pair === 'different').map(({ similarity }) => similarity)
        const share = (scores: readonly number[], threshold: number) =>
          scores.filter(score => score >= threshold).length / scores.length
        const { curve, best, deciding } = curveOf(facts)
        expect(curve).toEqual(
          [...new Set([...same, ...different])]
            .sort((a, b) => a - b)
            .map(threshold => ({
              threshold,
              kept: share(same, threshold),
              falseMerges: share(different, threshold),
            })),
        )
        const gains = curve.map(({ kept, falseMerges }) => kept - falseMerges)
        expect(best.kept.value - best.falseMerges.value).toBe(Math.max(...gains))
        expect(deciding!.threshold).toBe(
          Math.max(...curve.filter(({ kept }) => kept >= 0.9).map(each => each.threshold)),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('has at most 60 points, of which the first keeps all and the last is the highest score', () => {
    const { curve } = curveOf(many(120, at => ({ words: [at / 200, at / 201], different: [at / 202] })))
    expect(curve).toHaveLength(60)
    expect(curve[0]).toMatchObject({ kept: 1, falseMerges: 1 })
    expect(curve.at(-1)!.threshold).toBe(119 / 200)
    for (const [at, { threshold }] of curve.slice(1).entries())
      expect(threshold).toBeGreaterThan(curve[at].threshold)
  })

  test('has a table at the thresholds that are in use, and none where none is asked for', () => {
    const facts = many(5, () => ({ words: [0.9], different: [0.85] }))
    expect(
      curveOf(facts).table.map(({ threshold, kept, falseMerges }) => [
        threshold,
        kept.value,
        falseMerges.value,
      ]),
    ).toEqual([
      [0.8, 1, 1],
      [0.85, 1, 1],
      [0.9, 1, 0],
      [0.95, 0, 0],
    ])
    const pairs = factPairs(facts)
    expect(thresholdCurve(pairs, factDraws(pairs, 1), { thresholds: [] }).table).toEqual([])
  })

  test('is safe where so many pairs are seen and none merged that the bound is 1 % at most', () => {
    const fact = { words: [0.9, 0.9, 0.9], format: [0.9], different: [0.1, 0.1, 0.1] }
    expect(curveOf(many(120, () => fact)).verdict).toBe('safe')
    expect(curveOf(many(99, () => fact)).verdict).toBe('risky')
    expect(curveOf(many(9, () => fact)).verdict).toBe('no safe threshold')
  })

  test('is risky with 5 % of false merges, and without a safe threshold at 20 %', () => {
    const merging = (share: number) => (at: number) => ({
      words: [0.8, 0.8],
      different: new Array(3).fill(at < share * 120 ? 0.9 : 0.1),
    })
    expect(curveOf(many(120, merging(0.05))).verdict).toBe('risky')
    expect(curveOf(many(120, merging(0.2))).verdict).toBe('no safe threshold')
  })

  test('decides at the highest threshold that finds 90 % of the duplicates', () => {
    const { deciding } = curveOf(many(100, at => ({ words: [at < 10 ? 0.2 : 0.8], different: [0.3] })))
    expect(deciding).toMatchObject({ threshold: 0.8, kept: { value: 0.9 }, falseMerges: { value: 0 } })
    const lower = curveOf(many(100, at => ({ words: [at < 11 ? 0.2 : 0.8], different: [0.3] })))
    expect(lower.deciding).toMatchObject({ threshold: 0.2, falseMerges: { value: 1 } })
    expect(lower.verdict).toBe('no safe threshold')
    expect(lower.best).toMatchObject({ threshold: 0.8, kept: { value: 0.89 } })
  })

  test('becomes safe behind a guard that refuses what differs, and has no threshold behind one that refuses duplicates', () => {
    const facts = many(120, () => ({ words: [0.5, 0.6], format: [0.9], different: [0.95, 0.95, 0.95] }))
    expect(curveOf(facts).verdict).toBe('no safe threshold')
    expect(curveOf(facts, ({ pair }) => pair === 'different')).toMatchObject({
      verdict: 'safe',
      deciding: { threshold: 0.5 },
    })
    const costly = curveOf(facts, ({ pair }) => pair !== 'same-format')
    expect(costly).toMatchObject({ verdict: 'no safe threshold', deciding: null })
    expect(costly.curve[0].kept).toBeCloseTo(1 / 3, 12)
  })
})

describe('a share with its limits', () => {
  const pairs = factPairs(many(40, () => ({ different: [0, 0, 0] })))
  const draws = factDraws(pairs, 1)

  test('has the exact limits of independent pairs where none is seen, as no draw sees another', () => {
    const { value, interval } = limitedShare(pairs, () => false, draws)
    expect([value, interval[0]]).toEqual([0, 0])
    expect(interval[1]).toBeCloseTo(1 - 0.025 ** (1 / 120), 7)
    expect(limitedShare(pairs, () => false, draws).bound).toBeCloseTo(1 - 0.05 ** (1 / 120), 7)
  })

  test('has wider limits where the pairs of a fact go together', () => {
    const together = limitedShare(pairs, ({ fact }) => Number(fact.slice(5)) < 8, draws)
    const apart = limitedShare(pairs, pair => pairs.indexOf(pair) % 5 === 0, draws)
    expect(together.value).toBe(0.2)
    expect(apart.value).toBe(0.2)
    const width = ({ interval: [low, high] }: typeof apart) => high - low
    expect(width(together)).toBeGreaterThan(1.3 * width(apart))
    expect(apart.bound).toBeLessThan(apart.interval[1])
  })
})
