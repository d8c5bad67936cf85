import { describe, expect, test } from 'vitest'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { oracle } from '../../src/matrix/references/oracle.ts'
import { type DigitPlace, digitOrder } from '../../src/measures/digit-order.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import { itemDraws, resamplesOf } from '../../src/measures/resamples.ts'
import { scoredSeries } from '../../src/measures/scored.ts'
import { rowsOf } from '../../src/models/embedder.ts'
import { resolveEmbedder } from '../../src/models/registry.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { rangeSeries } from '../../src/series/range.ts'
import type { Series } from '../../src/series/series.ts'

function on(series: Series, data: ArrayLike<number>) {
  const similarity = { n: series.texts.length, data: Float64Array.from(data), symmetric: true, gram: false }
  return scoredSeries(similarity, series, 1)
}

function perfect(series: Series) {
  return on(series, oracle.similarities(series, 0))
}

function details(series: Series) {
  const { details } = digitOrder.compute(perfect(series))
  return details as unknown as { readonly places: readonly DigitPlace[]; readonly leading: DigitPlace | null }
}

/** A matrix from a rule for two documents. */
function by(series: Series, similarity: (a: string, b: string) => number) {
  return on(
    series,
    series.texts.flatMap(a => series.texts.map(b => similarity(a, b))),
  )
}

describe('digit-order', () => {
  test.each([
    ['integers', [[1, 2448]], 2124],
    [
      'offset',
      [
        [1, 2005],
        [2, 792],
      ],
      null,
    ],
    [
      'large',
      [
        [1, 336],
        [2, 353],
      ],
      null,
    ],
    [
      'dates',
      [
        [1, 912],
        [4, 10],
      ],
      null,
    ],
    [
      'times',
      [
        [4, 1072],
        [5, 184],
      ],
      null,
    ],
  ] as const)('counts the triples of %s by place, leading digits apart', (id, places, leading) => {
    const found = details(catalogueSeries(id))
    expect(found.places.map(({ place, triples }) => [place, triples])).toEqual(places)
    expect(found.leading?.triples ?? null).toBe(leading)
  })

  test('counts what a loop over all triples of documents counts', () => {
    const series = rangeSeries('95..140')
    const { texts, values } = series
    let triples = 0
    for (const [i, a] of texts.entries()) {
      for (const [j, b] of texts.entries()) {
        for (const [k, c] of texts.entries()) {
          if (new Set([i, j, k]).size < 3 || a.length !== b.length || b.length !== c.length) continue
          const places = [...a].flatMap((_, at) => (a[at] === b[at] && b[at] === c[at] ? [] : [at]))
          if (places.length !== 1 || new Set([a, b, c].map(text => text[places[0]])).size < 3) continue
          if (places[0] !== a.length - 1) continue
          const rest = a.slice(0, -1)
          if (rest.includes(b.at(-1)!) || rest.includes(c.at(-1)!)) continue
          if (Math.abs(values[i] - values[j]) < Math.abs(values[i] - values[k])) triples++
        }
      }
    }
    expect(details(series).places[0]).toMatchObject({ place: 1, triples })
  })

  test('is 1 for the oracle, 0 upside down, and ½ where all is equal', () => {
    for (const id of ['integers', 'dates', 'times', 'currency', 'floats']) {
      const series = catalogueSeries(id)
      const data = oracle.similarities(series, 0)
      expect(digitOrder.compute(on(series, data)).value, id).toBe(1)
      expect(
        digitOrder.compute(
          on(
            series,
            data.map(value => -value),
          ),
        ).value,
        id,
      ).toBe(0)
      expect(
        digitOrder.compute(
          on(
            series,
            data.map(() => 3),
          ),
        ).value,
        id,
      ).toBe(0.5)
    }
  })

  test('is exactly ½ for who reads length and leading digit, who is right on the leading ones', () => {
    const series = catalogueSeries('integers')
    const size = (text: string) => 10 * text.length + Number(text[0])
    const scored = by(series, (a, b) => -Math.abs(size(a) - size(b)))
    const { value, details } = digitOrder.compute(scored)
    expect(value).toBe(0.5)
    expect(details?.leading).toMatchObject({ value: 1 })
  })

  test.each([
    ['words', 'No three documents differ in a single digit, the same one.'],
    ['1000..9000:1000', 'In the last place that varies (4 from the right) all digits are leading ones.'],
    ['10..13', 'The last place that varies (1 from the right) has 5 triples of documents; 30 are needed.'],
  ])('is undefined on %s, with the reason', (id, reason) => {
    const series = id.includes('..') ? rangeSeries(id) : catalogueSeries(id)
    expect(digitOrder.compute(perfect(series))).toMatchObject({ value: Number.NaN, reason })
  })

  test('weighs a triple by the product of what its documents weigh', () => {
    const series = rangeSeries('20..29')
    const scored = by(series, (a, b) => Math.sin(Number(a) * Number(b)))
    const weights = Uint16Array.from({ length: 10 }, (_, at) => at % 4)
    const { raw, distances } = scored
    let sum = 0
    let total = 0
    for (let i = 0; i < 10; i++)
      for (let j = 0; j < 10; j++)
        for (let k = 0; k < 10; k++) {
          if (i === j || i === k || j === 2 || k === 2 || distances[i * 10 + j] >= distances[i * 10 + k])
            continue
          const weight = weights[i] * weights[j] * weights[k]
          sum += weight * (raw[i * 10 + j] > raw[i * 10 + k] ? 1 : 0)
          total += weight
        }
    const draw = drawsOn(scored)(weights)
    expect(digitOrder.weighted!(scored)(draw)).toBeCloseTo(sum / total, 12)
  })

  test('gives each place an interval round its value, from the same documents', () => {
    const series = catalogueSeries('offset')
    const scored = by(series, (a, b) => Math.sin(Number(a) * Number(b)))
    const draws = itemDraws(resamplesOf('offset', 100, 1))
    const { places } = digitOrder.resampledDetails!(scored, draws) as unknown as { places: DigitPlace[] }
    expect(places).toHaveLength(2)
    for (const { value, interval } of places) {
      expect(interval![0]).toBeLessThan(value)
      expect(interval![1]).toBeGreaterThan(value)
    }
  })

  /** By an independent script. */
  test.each([
    ['integers', { 1: 0.634 }, 0.843],
    ['offset', { 1: 0.636, 2: 0.614 }, null],
    ['large', { 1: 0.646 }, null],
    ['floats', { 1: 0.586 }, null],
    ['currency', { 1: 0.691 }, null],
    ['dates', { 1: 0.721 }, null],
    ['times', { 4: 0.651, 5: 0.63 }, null],
  ])('of the bundled model on %s is what another program finds', async (id, places, leading) => {
    const series = catalogueSeries(id)
    const { embedder } = await resolveEmbedder('bundled:use-lite')
    const { vectors } = await embedder.embed(series.texts, { role: 'document' })
    const rows = rowsOf(vectors)
    const { value, details } = digitOrder.compute(on(series, cosineMatrix(rows, rows)))
    const found = details as unknown as { places: DigitPlace[]; leading: DigitPlace | null }
    for (const [place, expected] of Object.entries(places)) {
      const own = found.places.find(each => each.place === Number(place))!
      expect(Math.abs(own.value - expected), `${id} ${place}`).toBeLessThan(0.003)
    }
    if (leading !== null) expect(Math.abs(found.leading!.value - leading)).toBeLessThan(0.003)
    expect(value).toBe(found.places[0].value)
  })
})
