import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import type { Scored } from '../../src/measures/scored.ts'
import { noise, placed, scoredFrom } from '../fixtures/matrices.ts'

const seed = fc.integer({ min: 0, max: 1e6 })
const size = fc.integer({ min: 4, max: 14 })

/**
 * A matrix that no measure refuses: random values, random similarities. They are multiples of 2⁻¹⁰, so that
 * scaling and shifting makes no ties where there were none: similarities are compared to 6 significant digits.
 */
function madeUp(n: number, from: number): { values: number[]; data: Float64Array } {
  const scored = noise(placed(Array.from({ length: n }, (_, at) => at)), from)
  const data = scored.raw.map(value => Math.round(value * 1024) / 1024)
  const values = Array.from({ length: n }, (_, at) => 1 + at * 3 + Math.abs(data[at * n + ((at + 1) % n)]))
  return { values, data }
}

function expectSame(a: Scored, b: Scored, ids: readonly string[]): void {
  for (const measure of measureCatalogue.filter(({ id }) => ids.includes(id)))
    expect(measure.compute(b).value, measure.id).toBeCloseTo(measure.compute(a).value, 6)
}

const all = measureCatalogue.map(({ id }) => id)
const without = (...ids: string[]) => all.filter(id => !ids.includes(id))

describe('every measure', () => {
  test('is the same when similarities are scaled and shifted, but for the level that anisotropy tells', () => {
    fc.assert(
      fc.property(size, seed, (n, from) => {
        const { values, data } = madeUp(n, from)
        const scaled = data.map(value => value * 4 + 8)
        expectSame(
          scoredFrom(placed(values), data),
          scoredFrom(placed(values), scaled),
          without('anisotropy'),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('is the same when items and values are shuffled together, but for those that look at lags', () => {
    fc.assert(
      fc.property(size, seed, (n, from) => {
        const { values, data } = madeUp(n, from)
        const order = values
          .map((_, at) => at)
          .sort((a, b) => Math.sin(a * 7 + from) - Math.sin(b * 7 + from))
        const shuffled = Float64Array.from(
          { length: n * n },
          (_, at) => data[order[Math.floor(at / n)] * n + order[at % n]],
        )
        expectSame(
          scoredFrom(placed(values), data),
          scoredFrom(placed(order.map(at => values[at])), shuffled),
          without('caret', 'caret-pairs', 'explained', 'spread'),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('stays in the range that the catalogue gives it', () => {
    fc.assert(
      fc.property(size, seed, fc.boolean(), (n, from, symmetric) => {
        const { values, data } = madeUp(n, from)
        const matrix = symmetric ? data : data.map((value, at) => value + Math.sin(at))
        const scored = scoredFrom(placed(values), matrix, symmetric)
        for (const { id, range, compute } of measureCatalogue) {
          const { value } = compute(scored)
          if (Number.isNaN(value)) continue
          expect(value, id).toBeGreaterThanOrEqual((range[0] ?? Number.NEGATIVE_INFINITY) - 1e-9)
          expect(value, id).toBeLessThanOrEqual((range[1] ?? Number.POSITIVE_INFINITY) + 1e-9)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('does not look at the diagonal, but for self-hit', () => {
    fc.assert(
      fc.property(size, seed, (n, from) => {
        const { values, data } = madeUp(n, from)
        const other = data.map((value, at) => (at % (n + 1) === 0 ? value - 5 : value))
        expectSame(scoredFrom(placed(values), data), scoredFrom(placed(values), other), without('self-hit'))
      }),
      { numRuns: 30 },
    )
  })
})
