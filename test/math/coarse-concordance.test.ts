import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concordances } from '../../src/math/coarse-concordance.ts'
import { concordance, concordanceRows } from '../../src/math/concordance.ts'

/** Matrices of few and of many levels of score over the same distances, and how often each item is drawn. */
const problem = fc.integer({ min: 2, max: 12 }).chain(n => {
  const cells = (most: number) =>
    fc.array(fc.integer({ min: 0, max: most }), { minLength: n * n, maxLength: n * n })
  return fc.record({
    n: fc.constant(n),
    distances: cells(3),
    matrices: fc.array(fc.oneof(cells(0), cells(1), cells(3), cells(1000)), { minLength: 1, maxLength: 4 }),
    weights: fc.array(fc.nat({ max: 3 }), { minLength: n, maxLength: n }),
  })
})

describe('concordances', () => {
  test('are the concordance of each matrix, to the last bit, whatever its levels of score', () => {
    fc.assert(
      fc.property(problem, ({ n, distances, matrices, weights }) => {
        const rows = matrices.map(scores => concordanceRows(scores, Float64Array.from(distances), n))
        expect(concordances(rows, weights)).toEqual(rows.map(each => concordance(each, weights)))
        expect(concordances(rows)).toEqual(rows.map(each => concordance(each)))
      }),
      { numRuns: 500 },
    )
  })
})
