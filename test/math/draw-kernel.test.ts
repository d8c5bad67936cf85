import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concordanceRows } from '../../src/math/concordance.ts'
import { levelsOf } from '../../src/math/correlation.ts'
import { type DrawKernel, type ItemDraws, plainDraws } from '../../src/math/draw-kernel.ts'
import type { PairTable } from '../../src/math/pair-products.ts'
import type { ItemTriples } from '../../src/math/triple-share.ts'
import { vectorDraws } from '../../src/math/vector-draws.ts'

interface Problem {
  readonly n: number
  readonly draws: ItemDraws
  readonly rowWeights: Uint16Array
  readonly scores: Float64Array
  readonly distances: Float64Array
  readonly groups: number
  readonly groupOf: Uint16Array
}

/** Matrices of few and of many levels, under any number of draws; some draws hold nothing. */
const problem: fc.Arbitrary<Problem> = fc
  .record({
    n: fc.integer({ min: 2, max: 40 }),
    count: fc.oneof(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 30, max: 67 })),
    groups: fc.integer({ min: 1, max: 9 }),
    most: fc.constantFrom(1, 3, 1000),
    farthest: fc.constantFrom(1, 4, 1000),
  })
  .chain(({ n, count, groups, most, farthest }) => {
    const integers = (length: number, max: number) =>
      fc.array(fc.nat({ max }), { minLength: length, maxLength: length })
    const pairs = (n * (n - 1)) / 2
    return fc
      .tuple(
        integers(count * n, 3),
        integers(count * n, 2),
        integers(n * n, most),
        integers(n * n, farthest),
        integers(pairs, groups - 1),
      )
      .map(([weights, rowWeights, scores, distances, groupOf]) => ({
        n,
        draws: { n, count, weights: Uint16Array.from(weights) },
        rowWeights: Uint16Array.from(rowWeights),
        scores: Float64Array.from(scores),
        distances: Float64Array.from(distances),
        groups,
        groupOf: Uint16Array.from(groupOf),
      }))
  })

/** Pairs with three columns, of which the last is constant. */
function tableOf(scores: Float64Array, n: number, symmetric: boolean): PairTable {
  const pairs = symmetric ? (n * (n - 1)) / 2 : n * (n - 1)
  const columns = new Float64Array(pairs * 3).fill(0.7)
  for (let at = 0; at < columns.length; at += 3) {
    columns[at] = scores[at % scores.length] / 3
    columns[at + 1] = scores[(at + 1) % scores.length] / 3 - 1 / 7
  }
  return { n, symmetric, width: 3, columns }
}

/** Of some items each two others, not all of them different, some of them alike twice; none for two items. */
function triplesOf(scores: Float64Array, n: number): ItemTriples {
  const items: number[] = []
  for (let at = 0; at < scores.length && n > 2; at += 5)
    for (let k = 0; k < at % 4; k++) items.push(scores[at] % n, (at * 7) % n, (at + k * k) % n)
  return {
    items: Uint32Array.from(items),
    outcomes: Float64Array.from(
      { length: items.length / 3 },
      (_, at) => (scores[at % scores.length] % 3) / 2,
    ),
  }
}

/** Everything that a kernel gives. */
function answers(kernel: DrawKernel, { n, draws, rowWeights, scores, distances, groups, groupOf }: Problem) {
  const rows = concordanceRows(scores, distances, n)
  const pairs = groupOf.length
  // Thirds, so that sums are rounded and their order shows.
  const values = Float64Array.from({ length: pairs }, (_, at) => scores[at] / 3 - 1 / 7)
  return {
    concordances: kernel.concordances(rows, draws),
    ofAnchors: kernel.concordances(rows, draws, rowWeights),
    rowCorrelations: kernel.rowCorrelations(rows, draws),
    pairCorrelations: kernel.pairCorrelations(
      levelsOf(scores.subarray(0, pairs)),
      levelsOf(distances.subarray(0, pairs)),
      draws,
    ),
    pairProducts: [true, false].map(symmetric => kernel.pairProducts(tableOf(scores, n, symmetric), draws)),
    tripleShares: kernel.tripleShares(triplesOf(scores, n), draws),
    groupSums: kernel.groupSums(
      { groups, groupOf, values, squares: values.map(value => value * value) },
      draws,
    ),
  }
}

/** n items at made-up places, drawn twice. */
function large(n: number, weights: Uint16Array): Problem {
  const mixed = (size: number, most: number) =>
    Float64Array.from({ length: size }, (_, at) => (at * 7919 + (at >> 3)) % most)
  return {
    n,
    draws: { n, count: 2, weights },
    rowWeights: weights,
    scores: mixed(n * n, 100_003),
    distances: mixed(n * n, 1009),
    groups: 5,
    groupOf: Uint16Array.from(mixed((n * (n - 1)) / 2, 5)),
  }
}

describe('several draws at a time', () => {
  const vectors = vectorDraws()!

  test('give the bits of one draw after another', () => {
    fc.assert(
      fc.property(problem, each => {
        expect(answers(vectors, each)).toEqual(answers(plainDraws, each))
      }),
      { numRuns: 150 },
    )
  })

  test('give them where whole numbers of 32 bits do not hold the sums', () => {
    const n = 30
    const weights = new Uint16Array(2 * n).fill(1)
    // Cubes of the first are too large, and squares of the second.
    weights[3] = 900
    weights[n + 4] = 40_000
    weights[n + 9] = 40_000
    const each = large(n, weights)
    expect(answers(vectors, each)).toEqual(answers(plainDraws, each))
  })

  test.each([126, 127, 128, 300, 301])(
    'give them where all items together weigh %d, about what bytes or 16 bits hold',
    whole => {
      const n = 30
      const weights = new Uint16Array(2 * n).fill(1)
      weights[7] += whole - n
      // All of it on two items that are compared with each other.
      weights.fill(0, n)
      weights[n + 2] = whole - 1
      weights[n + 9] = 1
      const each = { ...large(n, weights), rowWeights: new Uint16Array(2 * n).fill(1) }
      expect(answers(vectors, each)).toEqual(answers(plainDraws, each))
    },
  )

  test('give them where there are too many pairs for the memory', () => {
    const n = 1030
    const weights = Uint16Array.from({ length: 2 * n }, (_, at) => (at % 97 === 0 ? 1 : 0))
    const each = large(n, weights)
    expect(answers(vectors, each)).toEqual(answers(plainDraws, each))
  })

  test('leave out an anchor without a comparable pair, and give no number where none has one', () => {
    const rows = concordanceRows([9, 2, 1, 2, 9, 2, 1, 2, 9], Float64Array.of(0, 1, 2, 1, 0, 1, 2, 1, 0), 3)
    const draws = { n: 3, count: 2, weights: Uint16Array.of(2, 1, 0, 2, 1, 1) }
    expect([...vectors.concordances(rows, draws)]).toEqual([Number.NaN, 1])
  })
})
