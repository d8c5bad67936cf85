import { describe, expect, test } from 'vitest'
import { articleSeries, catalogueSeries, seriesCatalogue } from '../../src/series/catalogue.ts'
import { readAs } from '../fixtures/read-as.ts'

type Pin = [
  id: string,
  family: string,
  count: number,
  first: [string, number],
  last: [string, number],
  /** Of one that lies on a circle. */
  period?: number,
]

const pins: Pin[] = [
  ['integers', 'number', 100, ['1', 1], ['100', 100]],
  ['negatives', 'number', 100, ['-1', -1], ['-100', -100]],
  ['thousands', 'number', 100, ['1000', 1000], ['100000', 100_000]],
  ['offset', 'number', 100, ['376', 376], ['475', 475]],
  ['large', 'number', 100, ['4294967297', 4_294_967_297], ['4294967396', 4_294_967_396]],
  ['floats', 'number', 100, ['0.001', 0.001], ['0.1', 0.1]],
  ['currency', 'money', 100, ['$1', 1], ['$100', 100]],
  ['dates', 'date', 100, ['2024-07-24', 19_928], ['2024-10-31', 20_027]],
  ['times', 'time', 100, ['19:00:07', 68_407], ['20:39:07', 74_347]],
  ['offset-heading', 'number', 101, ['376', 376], ['476', 476]],
  ['large-heading', 'number', 101, ['4294967296', 4_294_967_296], ['4294967396', 4_294_967_396]],
  ['floats-fine', 'number', 1000, ['0.0001', 0.0001], ['0.1', 0.1]],
  ['times-seconds', 'time', 100, ['19:00:07', 68_407], ['19:01:46', 68_506]],
  ['integers-padded', 'number', 100, ['001', 1], ['100', 100]],
  ['versions', 'version', 100, ['1.0', 0], ['1.99', 99]],
  ['dates-year', 'date', 366, ['2024-01-01', 19_723], ['2024-12-31', 20_088]],
  ['times-day', 'time', 1440, ['00:00', 0], ['23:59', 1439], 1440],
  ['words', 'number', 100, ['one', 1], ['one hundred', 100]],
]

test('the catalogue has these series in this order, the nine of the article first', () => {
  expect(seriesCatalogue.map(({ id }) => id)).toEqual(pins.map(([id]) => id))
  expect(articleSeries.map(({ id }) => id)).toEqual(pins.slice(0, 9).map(([id]) => id))
})

describe.each(pins)('the series %s', (id, family, count, first, last, period) => {
  const series = catalogueSeries(id)
  const { texts, values } = series

  test(`has ${count} documents from ${first[0]} to ${last[0]}, and their values`, () => {
    expect(texts).toHaveLength(count)
    expect(values).toHaveLength(count)
    expect([texts[0], values[0]]).toEqual(first)
    expect([texts.at(-1), values.at(-1)]).toEqual(last)
    expect(series.family).toBe(family)
  })

  test('has distinct documents, and finite values evenly spaced in the order of the documents', () => {
    expect(new Set(texts).size).toBe(count)
    const step = (last[1] - first[1]) / (count - 1)
    for (const [index, value] of values.entries()) {
      expect(Number.isFinite(value)).toBe(true)
      expect(value).toBeCloseTo(first[1] + index * step, 9)
      if (index > 0) expect(Math.sign(value - values[index - 1])).toBe(Math.sign(step))
    }
  })

  test('says in sentences what it is and where it comes from', () => {
    expect(series.description).toMatch(/^[A-Z].*[.?]$/)
    expect(series.source).toMatch(/^(article: .+|article, heading|numeracy)$/)
  })

  test('lies on a straight ruler, or on the circle that its row has', () => {
    expect([series.ruler, series.period]).toEqual(
      period === undefined ? ['linear', null] : ['circular', period],
    )
  })
})

describe('documents', () => {
  const textsOf = (id: string) => catalogueSeries(id).texts

  test.each(seriesCatalogue)(
    'of $id read as the values they stand for, or the series says how else',
    series => {
      const { family, texts, values, readUnit = 1 } = series
      const read = texts.map(text => readAs(family, text))
      if (readUnit !== null) expect(read).toEqual(values.map(value => value * readUnit))
      else expect(read.filter((value, at) => value === values[at])).toEqual([])
    },
  )

  test('of floats are written as Python and JavaScript write i/1000, without padding', () => {
    const texts = textsOf('floats')
    expect([texts[8], texts[9], texts[10], texts[98], texts[99]]).toEqual([
      '0.009',
      '0.01',
      '0.011',
      '0.099',
      '0.1',
    ])
    expect(texts.every(text => /^0\.\d{0,2}[1-9]$/.test(text))).toBe(true)
  })

  test('of floats-fine never fall into the exponent form', () => {
    const texts = textsOf('floats-fine')
    expect([texts[0], texts[9], texts[99], texts[998]]).toEqual(['0.0001', '0.001', '0.01', '0.0999'])
    expect(texts.every(text => /^0\.\d{0,3}[1-9]$/.test(text))).toBe(true)
  })

  test('of dates cross three ends of months, of dates-year a leap day', () => {
    const texts = textsOf('dates')
    for (const pair of [
      ['2024-07-31', '2024-08-01'],
      ['2024-08-31', '2024-09-01'],
      ['2024-09-30', '2024-10-01'],
    ]) {
      expect(texts.slice(texts.indexOf(pair[0]), texts.indexOf(pair[0]) + 2)).toEqual(pair)
    }
    expect(textsOf('dates-year').slice(58, 61)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
  })

  test('of times are minutes apart, of times-seconds seconds', () => {
    expect(textsOf('times').slice(59, 61)).toEqual(['19:59:07', '20:00:07'])
    expect(textsOf('times-seconds').slice(52, 54)).toEqual(['19:00:59', '19:01:00'])
    expect(textsOf('times-day').slice(59, 61)).toEqual(['00:59', '01:00'])
  })

  test('of versions count on after 1.9', () => {
    expect(textsOf('versions').slice(9, 12)).toEqual(['1.9', '1.10', '1.11'])
  })

  test('of words are spelled and hyphenated as in English', () => {
    const texts = textsOf('words')
    const of = (value: number) => texts[value - 1]
    expect([11, 12, 13, 18, 19, 20, 21, 40, 44, 80, 90, 99].map(of)).toEqual([
      'eleven',
      'twelve',
      'thirteen',
      'eighteen',
      'nineteen',
      'twenty',
      'twenty-one',
      'forty',
      'forty-four',
      'eighty',
      'ninety',
      'ninety-nine',
    ])
    expect(texts.every(text => /^[a-z]+([- ][a-z]+)?$/.test(text))).toBe(true)
  })
})

describe('catalogueSeries', () => {
  test.each([
    ['integer', 'Did you mean integers?'],
    ['date', 'Did you mean dates'],
    ['xyzzy-unheard-of', '`numeracy series` lists all.'],
  ])('suggests for %s', (id, hint) => {
    expect(() => catalogueSeries(id)).toThrow(
      expect.objectContaining({
        code: 'unknown',
        message: expect.stringContaining(`There is no series "${id}". ${hint}`),
      }),
    )
  })

  test('repeats no more than 200 characters of a name it does not know', () => {
    expect(() => catalogueSeries('x'.repeat(10_000))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{0,400}$/) }),
    )
  })

  test('gives series that nobody can change by accident', () => {
    for (const series of seriesCatalogue) expect(Object.isFrozen(series)).toBe(true)
  })
})
