import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concordanceRows } from '../../src/math/concordance.ts'
import { levelsOf, rowCorrelationsUnder, spearman, weightedSpearman } from '../../src/math/correlation.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { asymmetricNoise, counted, scoredFrom } from '../fixtures/matrices.ts'

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

const n = 7
const documents = counted(n)
const under = ({ rounded, distances }: Scored) => rowCorrelationsUnder(concordanceRows(rounded, distances, n))

/** Spearman's over the other documents, each written out as often as it was drawn; NaN for what was not. */
function byHand({ rounded, distances }: Scored, weights: readonly number[]): number[] {
  return weights.map((own, i) => {
    if (own === 0) return Number.NaN
    const others = weights.flatMap((weight, j) => (j === i ? [] : Array<number>(weight).fill(j)))
    return -spearman(
      others.map(j => rounded[i * n + j]),
      others.map(j => distances[i * n + j]),
    )
  })
}

function expectRows(scored: Scored, weights: readonly number[]) {
  const found = under(scored)(weights)
  byHand(scored, weights).forEach((wanted, i) => {
    if (Number.isNaN(wanted)) expect(found[i], `${i}`).toBeNaN()
    else expect(found[i], `${i}`).toBeCloseTo(wanted, 9)
  })
}

describe('the correlation of a row under weights', () => {
  // Few scores, so that many tie.
  const tied = scoredFrom(
    documents,
    asymmetricNoise(documents).raw.map(value => Math.round(3 * value)),
    false,
  )

  test.each([
    [1, 1, 1, 1, 1, 1, 1],
    [2, 0, 1, 3, 1, 0, 1],
    [0, 0, 5, 0, 1, 1, 0],
    [1, 0, 0, 2, 0, 0, 4],
  ])('is Spearman’s of what was drawn: %d %d %d %d %d %d %d', (...weights) => {
    expectRows(asymmetricNoise(documents), weights)
    expectRows(tied, weights)
  })

  test('is undefined where only one other document was drawn, however often', () => {
    expect([...under(asymmetricNoise(documents))([3, 0, 0, 0, 5, 0, 0])].every(Number.isNaN)).toBe(true)
  })

  test('is undefined where all drawn are as far, and where all are scored alike', () => {
    // The neighbours on both sides of the fourth are as far from it.
    const found = under(asymmetricNoise(documents))([0, 0, 2, 1, 1, 0, 0])
    expect(found[3]).toBeNaN()
    expect(found[2]).not.toBeNaN()
    const data = asymmetricNoise(documents).raw.slice()
    data.fill(0.5, 0, n)
    expect(under(scoredFrom(documents, data, false))([1, 1, 1, 1, 1, 1, 1])[0]).toBeNaN()
  })
})
