import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concordance, concordanceRows } from '../../src/math/concordance.ts'

/** The definition, pair by pair; resampled items as copies, of which those of one item are not compared. */
function slow(
  scores: readonly number[],
  distances: readonly number[],
  n: number,
  weights: readonly number[],
): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    let right = 0
    let pairs = 0
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) {
        if (j === i || k === i || !(distances[i * n + j] < distances[i * n + k])) continue
        const weight = weights[j] * weights[k]
        const apart = scores[i * n + j] - scores[i * n + k]
        right += weight * (apart > 0 ? 1 : apart === 0 ? 0.5 : 0)
        pairs += weight
      }
    }
    if (pairs === 0) continue
    sum += weights[i] * (right / pairs)
    total += weights[i]
  }
  return total === 0 ? Number.NaN : sum / total
}

function expectEqual(fast: number, slow: number): void {
  if (Number.isNaN(slow)) expect(fast).toBeNaN()
  else expect(fast).toBeCloseTo(slow, 12)
}

/** Few distinct levels, so that ties are common. */
const problem = fc.integer({ min: 2, max: 9 }).chain(n =>
  fc.record({
    n: fc.constant(n),
    scores: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n * n, maxLength: n * n }),
    distances: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n * n, maxLength: n * n }),
    weights: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n }),
  }),
)

describe('concordance', () => {
  test('is what the definition gives, with ties on both sides', () => {
    fc.assert(
      fc.property(problem, ({ n, scores, distances }) => {
        const fast = concordance(concordanceRows(scores, Float64Array.from(distances), n))
        expectEqual(fast, slow(scores, distances, n, new Array(n).fill(1)))
      }),
    )
  })

  test('is what the definition gives under any weights of the items', () => {
    fc.assert(
      fc.property(problem, ({ n, scores, distances, weights }) => {
        const fast = concordance(concordanceRows(scores, Float64Array.from(distances), n), weights)
        expectEqual(fast, slow(scores, distances, n, weights))
      }),
    )
  })

  test('does not count an item that is drawn twice as its own neighbour', () => {
    const distances = [0, 1, 2, 1, 0, 1, 2, 1, 0]
    const scores = [9, 2, 1, 2, 9, 2, 1, 2, 9]
    const rows = concordanceRows(scores, Float64Array.from(distances), 3)
    expect(concordance(rows, [2, 1, 0])).toBeNaN()
    expect(concordance(rows, [2, 1, 1])).toBe(1)
  })

  test('is not a number when nothing can be compared', () => {
    expect(concordance(concordanceRows([1, 2, 3, 4], Float64Array.of(0, 1, 1, 0), 2))).toBeNaN()
  })
})
