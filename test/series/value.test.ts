import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Family } from '../../src/series/series.ts'
import { families, quote, readAs, readValue, readValues } from '../../src/series/value.ts'
import { isoDate } from '../../src/series/written.ts'

const day = (iso: string) => Date.parse(iso) / 86_400_000

describe('readAs', () => {
  test.each<[Family, string, number]>([
    ['number', '7', 7],
    ['number', '-4', -4],
    ['number', '\u22124', -4],
    ['number', '+5', 5],
    ['number', '.5', 0.5],
    ['number', '007', 7],
    ['number', ' 9.11 ', 9.11],
    ['number', '1e3', 1000],
    ['number', '2.5E-3', 0.0025],
    ['number', '1,234', 1234],
    ['number', '-1,234,567.89', -1_234_567.89],
    ['number', '4294967297', 4_294_967_297],
    ['money', '$1.99', 1.99],
    ['money', '$ 1.99', 1.99],
    ['money', '-$5', -5],
    ['money', '\u2212$5', -5],
    ['money', '$-5', -5],
    ['money', '€1,000.50', 1000.5],
    ['money', '5 €', 5],
    ['money', '-5 USD', -5],
    ['money', '¥100', 100],
    ['money', '100JPY', 100],
    ['date', '1970-01-01', 0],
    ['date', '1969-12-31', -1],
    ['date', '2024-02-29', day('2024-02-29')],
    ['date', '2000-02-29', day('2000-02-29')],
    ['date', '0099-12-31', day('0099-12-31')],
    ['date', '9999-12-31', day('9999-12-31')],
    ['time', '00:00', 0],
    ['time', '23:59', 86_340],
    ['time', '23:59:59', 86_399],
    ['time', '7:05', 25_500],
    ['version', '9.11', 9_011_000],
    ['version', '9.9', 9_009_000],
    ['version', 'v1.2.3', 1_002_003],
    ['version', 'Version 10.0', 10_000_000],
  ])('reads a %s from %j', (family, text, value) => {
    expect(readAs(family, text)).toBe(value)
  })

  test.each<[Family, string]>([
    ['number', ''],
    ['number', ' '],
    ['number', '-'],
    ['number', '.'],
    ['number', '5.'],
    ['number', '1..2'],
    ['number', '1.2.3'],
    ['number', '1 000'],
    ['number', '1_000'],
    ['number', '1,00'],
    ['number', '1,2345'],
    ['number', '1234,567'],
    ['number', '1.000,5'],
    ['number', '0x10'],
    ['number', '1e'],
    ['number', '1e999'],
    ['number', 'Infinity'],
    ['number', 'NaN'],
    ['number', '--1'],
    ['number', '\u2212-1'],
    ['number', '１'],
    ['number', '½'],
    ['number', '7 apples'],
    ['money', '5'],
    ['money', '$'],
    ['money', '$$5'],
    ['money', '$5$'],
    ['money', '-$-5'],
    ['money', '-$+5'],
    ['money', '($5)'],
    ['money', '$1e999'],
    ['money', '5 dollars'],
    ['date', '01/02/2024'],
    ['date', '2024-1-2'],
    ['date', '20240102'],
    ['date', '2024-13-01'],
    ['date', '2024-00-10'],
    ['date', '2024-01-00'],
    ['date', '2023-02-29'],
    ['date', '1900-02-29'],
    ['date', '2024-04-31'],
    ['date', '2024-01-01T00:00'],
    ['time', '24:00'],
    ['time', '23:60'],
    ['time', '23:59:60'],
    ['time', '7:5'],
    ['time', '7 pm'],
    ['time', '7:05 pm'],
    ['time', '-1:00'],
    ['version', '9'],
    ['version', '1.2.3.4'],
    ['version', '1.1000'],
    ['version', '-1.2'],
    ['version', '1.2-beta'],
  ])('reads no %s from %j', (family, text) => {
    expect(readAs(family, text)).toBeNull()
  })

  test('puts versions in the order of their parts, however they are written', () => {
    const part = fc.integer({ min: 0, max: 999 })
    const version = fc.tuple(part, part, part)
    fc.assert(
      fc.property(version, version, (a, b) => {
        const apart = readAs('version', `v${a.join('.')}`)! - readAs('version', b.join('.'))!
        const index = a.findIndex((value, place) => value !== b[place])
        expect(Math.sign(apart)).toBe(index === -1 ? 0 : Math.sign(a[index] - b[index]))
      }),
    )
  })

  test('reads back every day of a thousand years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), value => {
        expect(readAs('date', isoDate(value))).toBe(value)
      }),
    )
  })

  test('reads a finite number or null from any text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...families), fc.string({ unit: 'binary' }), (family, text) => {
        const value = readAs(family, text)
        expect(value === null || Number.isFinite(value)).toBe(true)
      }),
    )
  })
})

describe('readValue', () => {
  test.each<[string, Family, number]>([
    ['9.11', 'number', 9.11],
    ['2024', 'number', 2024],
    ['$9.11', 'money', 9.11],
    ['2024-01-01', 'date', 19_723],
    ['09:11', 'time', 33_060],
  ])('reads %s as a %s', (text, family, value) => {
    expect(readValue(text)).toEqual({ family, value })
  })

  test.each(['1.2.3', 'v9.11', 'version 9.11', '01/02/2024', 'nine', ''])('guesses nothing for %j', text => {
    expect(readValue(text)).toBeNull()
  })
})

describe('readValues', () => {
  const nameOf = (index: number) => `word ${index + 1}`

  test('gives one family and a value for each text', () => {
    expect(readValues(['$2', '$1.99'], nameOf)).toEqual({ family: 'money', values: [2, 1.99] })
  })

  test('names the first text without a reading, and the first of another kind', () => {
    expect(() => readValues(['1', 'two', 'three'], nameOf)).toThrow(/^word 2: got "two", which reads as no/)
    expect(() => readValues(['1', '2', '12:00', '$1'], nameOf)).toThrow(
      /^word 3: got "12:00" \(time\) after "1" \(number\); one series holds one kind\./,
    )
  })
})

describe('quote', () => {
  test('cuts after 60 characters and shows what cannot be seen', () => {
    expect(quote('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`)
    expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…"`)
    expect(quote('a\u0000"')).toBe('"a\\u0000\\""')
  })
})
