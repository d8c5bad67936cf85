import { describe, expect, test } from 'vitest'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { oracle } from '../../src/matrix/references/oracle.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { rhythm } from '../../src/measures/rhythm.ts'
import { type Scored, scoredSeries } from '../../src/measures/scored.ts'
import { bundledUseLite } from '../../src/models/adapters/bundled-use-lite.ts'
import { rowsOf } from '../../src/models/embedder.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { constant, counted, perfect, placed, scoredFrom } from '../fixtures/matrices.ts'

interface Details {
  readonly period: number
  readonly name: string | null
  readonly of: number | null
  readonly z: number
  readonly resolution: number
  readonly dimension: number
  readonly draws: number
  readonly known: readonly { readonly period: number; readonly z: number; readonly p: number }[]
  readonly spectrum: readonly (readonly [number, number])[]
}

function found(scored: Scored) {
  const { value, details } = rhythm.compute(scored)
  return { value, details: details as unknown as Details }
}

async function bundled(id: string): Promise<Scored> {
  const series = catalogueSeries(id)
  const embedder = bundledUseLite()
  const rows: Float32Array[] = []
  for (let start = 0; start < series.texts.length; start += embedder.maxBatch) {
    const texts = series.texts.slice(start, start + embedder.maxBatch)
    const { vectors } = await embedder.embed(texts, { role: 'document' })
    rows.push(...rowsOf(vectors))
  }
  const data = cosineMatrix(rows, rows)
  return scoredSeries({ n: rows.length, data, symmetric: true, gram: true }, series, 1)
}

function referenced(reference: typeof oracle, id: string): Scored {
  const series = catalogueSeries(id)
  const data = reference.similarities(series, 1)
  return scoredSeries({ n: series.texts.length, data, symmetric: true, gram: false }, series, 1)
}

const spelled = (name: string, id: string) =>
  referenced(spellingReferences.find(reference => reference.id.endsWith(name))!, id)

/** Documents in a row whose similarity is `curve` of their lag. */
function curved(n: number, curve: (lag: number) => number): Scored {
  return scoredFrom(
    counted(n),
    Float64Array.from({ length: n * n }, (_, at) => curve(Math.abs(Math.floor(at / n) - (at % n)))),
  )
}

describe('the bundled encoder', () => {
  test('has the rhythm of ten on the integers', async () => {
    const { value, details } = found(await bundled('integers'))
    expect(value).toBeLessThanOrEqual(0.05)
    expect(details.period === 10 || details.of === 10).toBe(true)
  })

  test('has the rhythm of the month on the days of a year', async () => {
    const { value, details } = found(await bundled('dates-year'))
    expect(value).toBeLessThanOrEqual(0.05)
    expect(details.name).toBe('month')
    expect(Math.abs(details.period - 30.5)).toBeLessThanOrEqual(details.resolution)
  })

  test('has the rhythm of the hour on the minutes of a day', async () => {
    const { value, details } = found(await bundled('times-day'))
    expect(value).toBeLessThanOrEqual(0.05)
    expect(details.name === 'hour' || details.of === 60).toBe(true)
    expect(details.known).toEqual([expect.objectContaining({ period: 60 })])
    expect(details.known[0].p).toBeLessThanOrEqual(0.05)
    expect(details.spectrum.length).toBeLessThanOrEqual(80)
    expect(details.spectrum).toContainEqual([details.period, details.z])
    expect(details.spectrum).toContainEqual([60, details.known[0].z])
    expect(JSON.parse(JSON.stringify(details))).toEqual(details)
  })
})

describe('spelling', () => {
  test.each([
    ['levenshtein', 'integers', 10],
    ['char-ngrams', 'integers', 10],
    ['levenshtein', 'times', 10],
  ])('has a rhythm: %s on %s, of %d', (name, id, period) => {
    const { value, details } = found(spelled(name, id))
    expect(value).toBeLessThanOrEqual(0.05)
    expect(details.period).toBe(period)
  })

  test('has none in its prefixes', () => {
    expect(found(spelled('prefix', 'integers')).value).toBeGreaterThan(0.05)
  })
})

describe('no rhythm is found', () => {
  test.each(['integers', 'currency', 'dates', 'times'])('in the oracle on %s', id => {
    expect(found(referenced(oracle, id)).value).toBeGreaterThan(0.5)
  })

  test('in the oracle round a circle', () => {
    const clock = placed(
      Array.from({ length: 96 }, (_, at) => at * 15),
      'circular',
      1440,
    )
    expect(found(perfect(clock)).value).toBeGreaterThan(0.5)
  })

  test.each([
    ['a logarithm', (lag: number) => -Math.log(1 + lag)],
    ['a power', (lag: number) => 1 / (1 + lag)],
    ['a root', (lag: number) => -Math.sqrt(lag)],
    ['an exponential', (lag: number) => Math.exp(-lag / 17)],
    ['a rising line', (lag: number) => lag],
  ])('in similarities that follow %s of the lag', (_, curve) => {
    expect(found(curved(100, curve)).value).toBeGreaterThan(0.05)
  })
})

describe('a rhythm that is there', () => {
  test.each([3, 7, 12, 25])('is found at %d places, whatever its phase', period => {
    const wave = (lag: number) => 1 - lag / 100 + 0.1 * Math.cos((2 * Math.PI * lag) / period + period)
    const { value, details } = found(curved(100, wave))
    expect(value).toBeLessThanOrEqual(0.05)
    expect(Math.abs(details.period - period)).toBeLessThanOrEqual(details.resolution)
  })

  test('is found as well where similarity rises with distance', () => {
    const scored = curved(100, lag => lag / 100 + (lag % 9 === 0 ? 0.05 : 0))
    expect(found(scored)).toMatchObject({ value: 0.005, details: { period: 9 } })
  })

  test('is the same when similarities are scaled and shifted', () => {
    const wave = (lag: number) => 1 - lag / 100 + (lag % 8 === 0 ? 0.02 : 0)
    const [a, b] = [wave, (lag: number) => 5 + 3 * wave(lag)].map(curve => found(curved(60, curve)))
    expect(b.value).toBe(a.value)
    expect(b.details.z).toBeCloseTo(a.details.z, 6)
    expect(b.details.dimension).toBeCloseTo(a.details.dimension, 6)
  })
})

describe('rhythm is undefined, with a reason', () => {
  test('for under 20 lags', () => {
    expect(rhythm.compute(curved(20, lag => -lag)).reason).toContain('fewer than 20 lags')
    expect(rhythm.compute(curved(21, lag => -lag)).value).not.toBeNaN()
  })

  test('for a mean that does not change', () => {
    expect(rhythm.compute(constant(placed(counted(50).values)))).toMatchObject({
      value: Number.NaN,
      reason: expect.stringContaining('same at every lag'),
    })
  })
})
