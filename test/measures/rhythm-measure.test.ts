import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { periodGrid, resolutionAt } from '../../src/measures/period-grid.ts'
import { drawsInFamily, rhythm } from '../../src/measures/rhythm.ts'
import { participationRatio } from '../../src/measures/rhythm-null.ts'
import type { Placement, Scored } from '../../src/measures/scored.ts'
import { knownPeriods } from '../../src/series/periods.ts'
import { constant, counted, perfect, placed, scoredFrom } from '../fixtures/matrices.ts'

interface Details {
  readonly period: number
  readonly name: string | null
  readonly of: number | null
  readonly z: number
  readonly resolution: number
  readonly dimension: number
  readonly draws: number
  readonly known: readonly { readonly period: number; readonly name: string; z: number; p: number }[]
  readonly spectrum: readonly (readonly [period: number, z: number])[]
}
function found(scored: Scored) {
  const { value, details } = rhythm.compute(scored)
  return { value, details: details as unknown as Details }
}

const numbers = (n: number): Placement => ({ ...counted(n), family: 'number' })

/** Documents in a row whose similarity is `curve` of their lag. */
function curved(documents: Placement, curve: (lag: number) => number): Scored {
  const n = documents.values.length
  return scoredFrom(
    documents,
    Float64Array.from({ length: n * n }, (_, at) => curve(Math.abs(Math.floor(at / n) - (at % n)))),
  )
}
const waving =
  (period: number, height = 0.1) =>
  (lag: number) =>
    1 - lag / 60 + height * Math.cos((2 * Math.PI * lag) / period)

describe('the rhythm of a wave', () => {
  test('is known by its name, with what every known period has of its own', () => {
    const scored = curved(numbers(60), waving(10))
    const { value, details } = found(scored)
    expect(value).toBe(1 / 200)
    expect(details).toMatchObject({ period: 10, name: 'ten', of: null, draws: 199 })
    expect(details.resolution).toBe(resolutionAt(10, 59))
    expect(details.dimension).toBe(participationRatio(scored))
    expect(details.known.map(({ period, name }) => [period, name])).toEqual([
      [2, 'two'],
      [5, 'five'],
      [10, 'ten'],
    ])
    expect(details.known[2].z).toBe(details.z)
    expect(details.known[2].p).toBe(1 / 200)
    expect(details.known[0].p).toBeGreaterThan(0.05)
    expect(details.known[0].z).toBeLessThan(details.z)
  })

  test('is told as a harmonic of the known period that it divides', () => {
    expect(found(curved(numbers(40), waving(5))).details).toMatchObject({ period: 5, name: 'five', of: 10 })
  })

  test('has no name where none is known', () => {
    const { details } = found(curved(counted(60), waving(10)))
    expect(details).toMatchObject({ period: 10, name: null, of: null, known: [] })
    expect(found(curved(numbers(60), waving(7))).details).toMatchObject({ period: 7, name: null, of: null })
  })

  test('is found where the similarity rises with the lag, and in the same way', () => {
    const falling = curved(counted(60), waving(9))
    const rising = curved(counted(60), lag => -waving(9)(lag))
    expect(found(rising)).toMatchObject({ value: 1 / 200, details: { period: 9 } })
    expect(found(falling)).toMatchObject({ value: 1 / 200, details: { period: 9 } })
  })

  test('is found round a circle', () => {
    const n = 72
    const clock = placed(
      Array.from({ length: n }, (_, at) => at),
      'circular',
      n,
    )
    const data = Float64Array.from({ length: n * n }, (_, at) => {
      const apart = Math.abs(Math.floor(at / n) - (at % n))
      return waving(6)(Math.min(apart, n - apart))
    })
    expect(found(scoredFrom(clock, data))).toMatchObject({ value: 1 / 200, details: { period: 6 } })
    expect(found(perfect(clock)).value).toBeGreaterThan(0.05)
  })

  test('is the same for the same seed, and is drawn again for another seed or series', () => {
    const scored = curved(counted(40), waving(9, 0.01))
    expect(rhythm.compute(scored)).toEqual(rhythm.compute(scored))
    const zOf = (other: Scored) => found(other).details.z
    expect(zOf({ ...scored, seed: 2 })).not.toBe(zOf(scored))
    expect(zOf({ ...scored, series: { ...scored.series, id: 'other' } })).not.toBe(zOf(scored))
  })
})

describe('no rhythm is found', () => {
  test.each([
    ['a bent fall', (lag: number) => Math.exp(-lag / 9)],
    ['a bent rise', (lag: number) => -Math.exp(-lag / 9)],
  ])('in %s', (_, curve) => {
    expect(found(curved(counted(50), curve)).value).toBeGreaterThan(0.05)
  })

  test('in a straight fall or rise, in a row or round a circle, of which nothing at all is left', () => {
    const row = counted(50)
    const circle = placed(row.values, 'circular', 50)
    const upsideDown = ({ series, raw }: Scored) =>
      scoredFrom(
        series,
        raw.map(value => -value),
      )
    for (const scored of [perfect(row), perfect(circle)]) {
      expect(found(scored).value).toBe(1)
      expect(found(upsideDown(scored)).value).toBe(1)
    }
  })

  test('in smooth vectors without one, but for about as many as the level allows', () => {
    const n = 30
    const random = seededRandom(1, 'smooth vectors')
    const vectors = () => {
      const coordinates = Array.from({ length: 4 }, () => {
        let place = 0
        return Array.from({ length: n }, () => {
          place = 0.9 * place + random() + random() + random() - 1.5
          return place
        })
      })
      return scoredFrom(
        counted(n),
        Float64Array.from({ length: n * n }, (_, at) =>
          coordinates.reduce((sum, each) => sum + each[Math.floor(at / n)] * each[at % n], 0),
        ),
      )
    }
    const alarms = Array.from({ length: 25 }, () => found(vectors()).value).filter(p => p <= 0.05)
    // Of 25 at 5 %, more than 5 come up in 1 of 800 times.
    expect(alarms.length).toBeLessThanOrEqual(5)
  })
})

describe('the null', () => {
  test('is of 199 curves up to 200 documents, and of 149 above', () => {
    expect(found(curved(counted(200), waving(10))).details.draws).toBe(199)
    const { value, details } = found(curved(counted(201), waving(10)))
    expect(details.draws).toBe(149)
    expect(value).toBe(1 / 150)
  })
})

describe('the spectrum', () => {
  test('is that of the whole grid where it is short', () => {
    const { details } = found(curved(numbers(60), waving(10)))
    expect(details.spectrum.map(([period]) => period)).toEqual([
      ...periodGrid(59, knownPeriods('number', counted(60).texts, counted(60).values).slice(0, 3)),
    ])
    expect(Math.max(...details.spectrum.map(([, z]) => z))).toBe(details.z)
  })

  test('of a long grid has every second period, beside the peak and the known ones', () => {
    const n = 400
    const grid = [...periodGrid(n - 1, knownPeriods('number', counted(n).texts, counted(n).values))]
    expect(grid.length).toBeGreaterThan(72)
    expect(grid.length).toBeLessThan(144)
    for (const period of [8, 9]) {
      const { details } = found(curved(numbers(n), waving(period)))
      expect(details.period).toBe(period)
      const periods = details.spectrum.map(([each]) => each)
      expect(periods).toEqual(
        grid.filter((each, at) => at % 2 === 0 || [2, 5, 10, 100, period].includes(each)),
      )
      expect(details.spectrum.find(([each]) => each === period)![1]).toBe(details.z)
    }
  })
})

describe('rhythm is undefined, with a reason,', () => {
  test('for under 20 lags', () => {
    expect(rhythm.compute(curved(counted(20), waving(5)))).toEqual({
      value: Number.NaN,
      reason: 'There are fewer than 20 lags.',
    })
    expect(found(curved(counted(21), waving(5))).value).not.toBeNaN()
  })

  test('for a mean that does not change', () => {
    expect(rhythm.compute(constant(counted(30)))).toEqual({
      value: Number.NaN,
      reason: 'The similarity is the same at every lag.',
    })
  })

  test('and has no chance, and the least of the spelling references as its floor', () => {
    expect(rhythm.chance(constant(counted(30)))).toBeNull()
    expect(rhythm).toMatchObject({ floor: 'lowest', resampling: 'none', range: [0, 1] })
  })
})

describe('the draws of a series that is one of many', () => {
  test('are so many that the least p can be 0.01 after Holm, and no more than it takes for nine more', () => {
    expect(drawsInFamily(100, 1)).toBe(199)
    expect(drawsInFamily(100, 2)).toBe(199)
    expect(drawsInFamily(100, 9)).toBe(899)
    expect(drawsInFamily(100, 10)).toBe(1799)
    expect(drawsInFamily(300, 1)).toBe(149)
    for (let family = 1; family <= 40; family++)
      for (const n of [50, 300])
        expect(family / (1 + drawsInFamily(n, family)), `${n}, ${family}`).toBeLessThanOrEqual(0.01)
  })

  test('are drawn where the first p is small, and end at the least p where a rhythm is strong', () => {
    const scored = { ...curved(numbers(100), waving(10)), family: 12 }
    const { value, details } = found(scored)
    expect(details.draws).toBe(1799)
    expect(value * 12).toBeLessThanOrEqual(0.01)
    const alone = found(curved(numbers(100), waving(10)))
    expect(alone.details.draws).toBe(199)
    expect(alone.details.period).toBe(details.period)
  })

  test('are the usual ones where nothing stands out', () => {
    const plain = curved(numbers(100), lag => Math.exp(-lag / 30))
    const alone = found(plain)
    expect(alone.value).toBeGreaterThan(0.1)
    expect(found({ ...plain, family: 12 })).toEqual(alone)
  })
})
