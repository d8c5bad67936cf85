import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ItemSets, plainLeaveOut, type RidgeProblem, vectorLeaveOut } from '../../src/math/leave-out.ts'
import { doublyCentred } from '../../src/math/ridge.ts'
import { counted } from '../fixtures/matrices.ts'
import { embedded, randomVectors } from '../fixtures/vectors.ts'

interface Case {
  readonly problem: RidgeProblem
  readonly sets: ItemSets
}

function setsOf(sets: readonly (readonly number[])[]): ItemSets {
  const ends = sets.map((_, at) => sets.slice(0, at + 1).flat().length)
  return { items: Uint32Array.from(sets.flat()), ends: Uint32Array.from(ends) }
}

/** Any number of items, targets and strengths, and any sets of items: also none, all of them, and some twice. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    n: fc.integer({ min: 2, max: 23 }),
    width: fc.integer({ min: 1, max: 5 }),
    strengths: fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 5 }),
    seed: fc.nat(),
  })
  .chain(({ n, width, strengths, seed }) =>
    fc
      .record({
        targets: fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
          minLength: n * width,
          maxLength: n * width,
        }),
        sets: fc.array(fc.array(fc.nat({ max: n - 1 }), { maxLength: 2 * n }), { maxLength: 4 }),
      })
      .map(({ targets, sets }) => ({
        problem: { ...vectors(n, seed), strengths, targets: Float64Array.from(targets), width },
        sets: setsOf(sets),
      })),
  )

function vectors(n: number, seed: number) {
  return { n, centred: doublyCentred(embedded(counted(n), randomVectors(n, 7, seed)).raw, n) }
}

describe('two strengths of a ridge at a time', () => {
  const leaveOut = vectorLeaveOut()!

  test('give the bits of one after another', () => {
    fc.assert(
      fc.property(cases, ({ problem, sets }) => {
        expect(leaveOut(problem, sets)).toEqual(plainLeaveOut(problem, sets))
      }),
      { numRuns: 150 },
    )
  })

  test('give them where a set is longer than all items, and the errors of other sets beside it', () => {
    const problem = { ...vectors(6, 1), strengths: [1], targets: Float64Array.of(1, 2, 3, 4, 5, 6), width: 1 }
    const sets = setsOf([
      [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5],
      [2, 4],
    ])
    const found = leaveOut(problem, sets)
    expect(found).toEqual(plainLeaveOut(problem, sets))
    expect([...found.subarray(12)].every(Number.isFinite)).toBe(true)
  })

  test('give no number where a matrix is not positive definite, at either strength', () => {
    const centred = Float64Array.of(-2, 0, 0, 0, -2, 0, 0, 0, 1)
    const problem = { centred, n: 3, strengths: [1, 5], targets: Float64Array.of(1, 2, 4), width: 1 }
    const found = leaveOut(problem, setsOf([[1]]))
    expect(found).toEqual(plainLeaveOut(problem, setsOf([[1]])))
    expect(found[0]).toBeNaN()
    expect(found[1]).not.toBeNaN()
  })
})
