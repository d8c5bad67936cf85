import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import type { Placement, Scored } from '../../src/measures/scored.ts'
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

/** Documents that hold numbers, so that no measure leaves them out. */
function numbers(values: readonly number[]): Placement {
  return { ...placed(values), family: 'number' }
}

function expectSame(a: Scored, b: Scored, ids: readonly string[]): void {
  for (const measure of measureCatalogue.filter(({ id }) => ids.includes(id)))
    expectNear(measure.compute(b).value, measure.compute(a).value, measure.id)
}

function expectNear(found: number, wanted: number, id: string): void {
  if (Number.isNaN(wanted)) expect(found, id).toBeNaN()
  else expect(found, id).toBeCloseTo(wanted, 6)
}

const all = measureCatalogue.map(({ id }) => id)
const without = (...ids: string[]) => all.filter(id => !ids.includes(id))

describe('every measure', () => {
  test('is the same when similarities are scaled and shifted, but for those in the unit of the similarities', () => {
    fc.assert(
      fc.property(size, seed, (n, from) => {
        const { values, data } = madeUp(n, from)
        const scaled = data.map(value => value * 4 + 8)
        expectSame(
          scoredFrom(numbers(values), data),
          scoredFrom(numbers(values), scaled),
          without('anisotropy', 'within-lag'),
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
          scoredFrom(numbers(values), data),
          scoredFrom(numbers(order.map(at => values[at])), shuffled),
          without(
            'caret',
            'caret-pairs',
            'explained',
            'spread',
            'digit-step',
            'within-lag',
            'rhythm',
            'bump',
          ),
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
        const scored = scoredFrom(numbers(values), matrix, symmetric)
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
        expectSame(scoredFrom(numbers(values), data), scoredFrom(numbers(values), other), without('self-hit'))
      }),
      { numRuns: 30 },
    )
  })
})
