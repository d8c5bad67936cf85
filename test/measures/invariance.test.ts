import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { resampleMeasures, resamplesOf } from '../../src/measures/resamples.ts'
import type { Placement, Scored } from '../../src/measures/scored.ts'
import { lagMeasures } from '../fixtures/lag-measures.ts'
import { noise, placed, scoredFrom } from '../fixtures/matrices.ts'

const seed = fc.integer({ min: 0, max: 1e6 })
const size = fc.integer({ min: 4, max: 14 })

/**
 * A matrix that no measure refuses: random values, random similarities. They are multiples of 2⁻¹⁰, so that
 * scaling and shifting makes no ties where there were none: similarities are compared to 6 significant digits.
 * Every other one is of documents that are evenly spaced.
 */
function madeUp(n: number, from: number, isEven = from % 2 === 0): { values: number[]; data: Float64Array } {
  const scored = noise(placed(Array.from({ length: n }, (_, at) => at)), from)
  const data = scored.raw.map(value => Math.round(value * 1024) / 1024)
  const shift = (at: number) => (isEven ? 0 : Math.abs(data[at * n + ((at + 1) % n)]))
  const values = Array.from({ length: n }, (_, at) => 1 + at * 3 + shift(at))
  return { values, data }
}

/** Documents that hold numbers, so that no measure leaves them out. */
function numbers(values: readonly number[]): Placement {
  return { ...placed(values), family: 'number' }
}

/** The same documents and similarities in another order. */
function shuffled(values: readonly number[], data: Float64Array, from: number): Scored {
  const n = values.length
  const order = values.map((_, at) => at).sort((a, b) => Math.sin(a * 7 + from) - Math.sin(b * 7 + from))
  return scoredFrom(
    numbers(order.map(at => values[at])),
    Float64Array.from({ length: n * n }, (_, at) => data[order[Math.floor(at / n)] * n + order[at % n]]),
  )
}

function expectSame(a: Scored, b: Scored, ids: readonly string[]): void {
  for (const measure of measureCatalogue.filter(({ id }) => ids.includes(id)))
    expectNear(measure.compute(b).value, measure.compute(a).value, measure.id)
}

function expectNear(found: number, wanted: number, id: string): void {
  if (Number.isNaN(wanted)) expect(found, id).toBeNaN()
  else expect(found, id).toBeCloseTo(wanted, 6)
}

/** In the unit of the similarities. */
const unitary = ['anisotropy', 'within-lag']
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
          without(...unitary),
        )
      }),
      { numRuns: 30 },
    )
  })

  test('is the same in any unit of the similarities, up to what doubles can hold, and those in that unit move with it', () => {
    fc.assert(
      fc.property(
        size,
        seed,
        fc.boolean(),
        fc.constantFrom(1e-300, 1e-170, 1e-90, 1e-30, 1e30, 1e90, 1e170, 1e300),
        (n, from, symmetric, unit) => {
          const { values, data } = madeUp(n, from)
          const given = symmetric ? data : data.map((value, at) => value + (at % 7) / 8)
          const one = scoredFrom(numbers(values), given, symmetric)
          const other = scoredFrom(
            numbers(values),
            given.map(value => value * unit),
            symmetric,
          )
          expectSame(one, other, without(...unitary))
          for (const { id, compute } of measureCatalogue.filter(each => unitary.includes(each.id)))
            expectNear(compute(other).value / unit, compute(one).value, id)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('has the same interval in any unit of the similarities', () => {
    const { values, data } = madeUp(12, 5)
    const resamples = resamplesOf('units', 12, 1)
    const drawn = (unit: number) =>
      resampleMeasures(
        scoredFrom(
          numbers(values),
          data.map(value => value * unit),
        ),
        resamples,
        measureCatalogue.filter(({ weighted, id }) => weighted !== undefined && id !== 'bump'),
      )
    const one = drawn(1)
    for (const unit of [1e-170, 1e170])
      for (const [id, { values: found }] of drawn(unit)) {
        const scale = unitary.includes(id) ? unit : 1
        for (const [at, value] of found.entries()) expectNear(value / scale, one.get(id)!.values[at], id)
      }
  })

  test('sees the order of similarities, whatever is added to all of them', () => {
    const { values, data } = madeUp(12, 3)
    const scored = (added: number, symmetric: boolean) =>
      scoredFrom(
        numbers(values),
        data.map((value, at) => (symmetric ? value : value + (at % 5) / 4) + added),
        symmetric,
      )
    for (const symmetric of [true, false])
      for (const added of [1e5, 1e7, -1e9])
        expectSame(scored(0, symmetric), scored(added, symmetric), [
          'concordance',
          'rank-correlation',
          'rank-correlation-p10',
          'rsa',
          'rsa-log',
          'ruler',
          'self-hit',
          'ties',
          'ndcg@10',
        ])
  })

  test('compares the scores of a row that is not symmetric among themselves, however much larger others are', () => {
    const { values, data } = madeUp(12, 4)
    const rows = data.map((value, at) => value + (at % 5) / 4)
    const grown = rows.map((value, at) => value * 1e9 ** (Math.floor(at / 12) % 3))
    expectSame(scoredFrom(numbers(values), rows, false), scoredFrom(numbers(values), grown, false), [
      'concordance',
      'rank-correlation',
      'ndcg@10',
      'ties',
    ])
  })

  test('but self-hit leaves the diagonal out altogether', () => {
    const { values, data } = madeUp(12, 3)
    const other = data.map((value, at) => (at % 13 === 0 ? value / 2 : value))
    expectSame(scoredFrom(numbers(values), data), scoredFrom(numbers(values), other), without('self-hit'))
  })

  test('leaves the diagonal out of the spread: zeros on it flatten nothing', () => {
    const { values, data } = madeUp(12, 3)
    const far = data.map((value, at) => (at % 13 === 0 ? 0 : value - 1e7))
    expectSame(scoredFrom(numbers(values), data), scoredFrom(numbers(values), far), [
      'concordance',
      'rsa',
      'ties',
    ])
  })

  test('is the same when items and values are shuffled together, for documents that are not evenly spaced', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 20 }), seed, (n, from) => {
        const { values, data } = madeUp(n, from, false)
        expectSame(scoredFrom(numbers(values), data), shuffled(values, data, from), all)
      }),
      { numRuns: 30 },
    )
  })

  test('is the same when evenly spaced items and values are shuffled together, but for those that look at lags', () => {
    fc.assert(
      fc.property(size, seed, (n, from) => {
        const { values, data } = madeUp(n, from, true)
        expectSame(scoredFrom(numbers(values), data), shuffled(values, data, from), without(...lagMeasures))
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
