import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spearman } from '../../src/math/correlation.ts'
import { levelsOf, weightedSpearman } from '../../src/math/weighted-rank.ts'

const weighted = (x: readonly number[], y: readonly number[], weights: readonly number[]) =>
  weightedSpearman(levelsOf(x), levelsOf(y), weights)

const copied = (values: readonly number[], weights: readonly number[]) =>
  values.flatMap((value, at) => new Array<number>(weights[at]).fill(value))

describe('levelsOf', () => {
  test('numbers the distinct values from 0, and counts them', () => {
    expect(levelsOf([7, -1, 7, 3])).toEqual({ of: Uint32Array.of(2, 0, 2, 1), count: 3 })
  })
})

describe('weightedSpearman', () => {
  const x = [3, 1, 4, 1, 5, 9, 2, 6]
  const y = [2, 7, 1, 8, 2, 8, 1, 8]
  const weights = [1, 2, 0, 3, 1, 1, 2, 1]

  // scipy.stats.spearmanr on the items, each as often as it weighs
  test('is what SciPy finds with each item as often as it weighs', () => {
    expect(weighted(x, y, weights)).toBeCloseTo(-0.1414159450164119, 12)
  })

  test('is Spearman’s where all items weigh alike, however much', () => {
    const ones = x.map(() => 1)
    const sevens = x.map(() => 7)
    expect(weighted(x, y, ones)).toBeCloseTo(spearman(x, y), 12)
    expect(weighted(x, y, sevens)).toBeCloseTo(spearman(x, y), 12)
  })

  test('lets an item of weight k stand for k equal ones', () => {
    const item = fc.record({ x: fc.nat(4), y: fc.nat(4), weight: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(item, { minLength: 3, maxLength: 12 }), items => {
        const [xs, ys, ws] = [items.map(i => i.x), items.map(i => i.y), items.map(i => i.weight)]
        const expected = spearman(copied(xs, ws), copied(ys, ws))
        const found = weighted(xs, ys, ws)
        if (Number.isNaN(expected)) expect(found).toBeNaN()
        else expect(found).toBeCloseTo(expected, 9)
      }),
    )
  })

  test('is exactly 1 and −1 at its ends, and not a number where what weighs is constant on a side', () => {
    expect(weighted([1, 2, 3], [10, 20, 30], [1, 5, 2])).toBe(1)
    expect(weighted([1, 2, 3], [30, 20, 10], [1, 5, 2])).toBe(-1)
    expect(weighted([1, 1, 2], [1, 2, 3], [1, 1, 0])).toBeNaN()
    expect(weighted([1, 2, 3], [5, 5, 4], [1, 1, 0])).toBeNaN()
  })
})
