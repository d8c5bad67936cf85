import { describe, expect, test } from 'vitest'
import { caret, caretPairs } from '../../src/measures/caret.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { judgeHere, noControls } from '../../src/measures/kept-judge.ts'
import type { Placement } from '../../src/measures/scored.ts'
import { explained, spread, withinLag } from '../../src/measures/spread.ts'
import { defineSeries, type Series } from '../../src/series/series.ts'
import { constant, noise, perfect, placed, reversed, scoredFrom } from '../fixtures/matrices.ts'

/** Prices of a shop: many low ones, few high ones, some twice. */
const prices = placed(
  [
    0.99, 1.49, 1.99, 1.99, 2.49, 2.99, 3.49, 4.99, 5.99, 5.99, 7.49, 8.99, 9.99, 12.99, 14.99, 19.99, 19.99,
    24.99, 29.99, 34.99, 39.99, 49.99, 59.99, 74.99, 99.99, 129, 149, 199, 249, 299,
  ],
  'linear',
)
const logPrices: Placement = { ...prices, ruler: 'log' }
const hours = placed(
  Array.from({ length: 30 }, (_, at) => (at * at) / 37.5),
  'circular',
  24,
)
const evenInLog = placed(
  Array.from({ length: 30 }, (_, at) => 1.3 ** at),
  'log',
)

describe('documents that are not evenly spaced', () => {
  test.each([
    ['prices', prices],
    ['prices on the log ruler', logPrices],
    ['hours round the clock', hours],
  ])('of %s: the oracle’s mean falls in a straight line, and distance decides nearly all', (_, documents) => {
    expect(caret.compute(perfect(documents)).value).toBeCloseTo(1, 6)
    expect(caretPairs.compute(perfect(documents)).value).toBeGreaterThan(0.98)
    expect(caret.compute(reversed(documents)).value).toBeCloseTo(-1, 6)
    expect(explained.compute(perfect(documents)).value).toBeGreaterThan(0.98)
    expect(spread.compute(perfect(documents)).value).toBeLessThan(0.05)
    expect(caret.compute(perfect(documents)).details).toMatchObject({ shape: 'linear' })
  })

  test('have no lag: by places the oracle’s mean would be bent', () => {
    const byPlaces = scoredFrom(placed(prices.values.map((_, at) => at)), perfect(prices).raw)
    expect(caret.compute(byPlaces).value).toBeLessThan(0.99)
    expect(explained.compute(byPlaces).value).toBeLessThan(0.7)
  })

  test('but in the logarithm have lags on the log ruler', () => {
    expect(perfect(evenInLog).profile.lags).toHaveLength(29)
    expect(caret.compute(perfect(evenInLog)).value).toBeCloseTo(1, 9)
    expect(caret.compute(perfect({ ...evenInLog, ruler: 'linear' })).value).toBeCloseTo(1, 6)
  })

  test('have no rhythm, no bump and no step', () => {
    const numbers: Placement = { ...prices, family: 'number' }
    for (const id of ['rhythm', 'bump', 'digit-step'])
      expect(measureCatalogue.find(measure => measure.id === id)!.compute(noise(numbers))).toEqual({
        value: Number.NaN,
        reason: 'The documents are not evenly spaced.',
      })
  })

  test('are undefined for reasons that fit', () => {
    const few = placed([1, 2, 4, 8])
    expect(caret.compute(noise(few)).reason).toBe('There are too few pairs for two bins of distances.')
    expect(caret.compute(constant(prices)).reason).toBe('The similarity is the same at every lag.')
    expect(withinLag.compute(noise(few)).reason).toBe('No 10 pairs are at the same distance, within 5 %.')
  })
})

describe('within-lag of documents that are not evenly spaced', () => {
  test('names two pairs whose distances are within 5 % of each other', () => {
    for (const documents of [prices, logPrices, hours])
      for (let seed = 1; seed <= 5; seed++) {
        const { value, details } = withinLag.compute(noise(documents, seed))
        const { high, low, lag } = details as unknown as {
          lag?: number
          high: { distance: number; similarity: number }
          low: { distance: number; similarity: number }
        }
        expect(lag).toBeUndefined()
        expect(value).toBeCloseTo(high.similarity - low.similarity, 12)
        expect(Math.max(high.distance, low.distance)).toBeLessThanOrEqual(
          1.05 * Math.min(high.distance, low.distance) * (1 + 1e-9),
        )
      }
  })

  test('is the widest of all such windows of ten pairs and more', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const scored = noise(logPrices, seed)
      const { n, raw, distances, lags } = scored
      let widest = 0
      const pairs = Array.from({ length: n * n }, (_, at) => at).filter(at => Math.floor(at / n) < at % n)
      const binOf = (at: number) => lags.groupOf(Math.floor(at / n), at % n)
      for (const nearest of pairs) {
        const window = pairs.filter(
          at =>
            binOf(at) === binOf(nearest) &&
            distances[at] >= distances[nearest] &&
            distances[at] <= 1.05 * distances[nearest],
        )
        if (window.length < 10) continue
        const similarities = window.map(at => raw[at])
        widest = Math.max(widest, Math.max(...similarities) - Math.min(...similarities))
      }
      expect(withinLag.compute(scored).value).toBeCloseTo(widest, 12)
    }
  })
})

test('documents of equal value are judged, and the oracle is reliable on them', async () => {
  const series: Series = defineSeries({
    id: 'shop',
    family: 'money',
    description: 'Prices.',
    source: 'test',
    texts: prices.values.map((value, at) => (value === prices.values[at - 1] ? `$${value}0` : `$${value}`)),
    values: prices.values,
    ruler: 'log',
    period: null,
  })
  const { raw } = perfect(series)
  const similarity = { n: series.texts.length, data: raw, symmetric: true, gram: false }
  const judge = judgeHere()
  const { measures, verdict } = await judge.model({ similarity, series, controls: noControls, seed: 1 })
  const headline = measures.find(({ id }) => id === 'concordance')
  expect(headline).toMatchObject({ value: 1, interval: [1, 1] })
  expect(verdict).toBe('understands')
  for (const id of ['caret', 'caret-pairs', 'spread', 'explained']) {
    const { value, interval } = measures.find(measure => measure.id === id)!
    expect(interval![0], id).toBeLessThanOrEqual(value!)
    expect(interval![1], id).toBeGreaterThanOrEqual(value!)
  }
  expect(await judge.references({ series, seed: 1 })).toHaveLength(8)
})
