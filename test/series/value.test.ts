import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Family } from '../../src/series/series.ts'
import { families, readingsAs, readingsOf } from '../../src/series/value.ts'
import { isoDate } from '../../src/series/written.ts'
import { readAs } from '../fixtures/read-as.ts'

const day = (iso: string) => Date.parse(iso) / 86_400_000

describe('a text read as a value of a family', () => {
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
    ['number', '1,234.0', 1234],
    ['number', '19,99', 19.99],
    ['number', '1,2345', 1.2345],
    ['number', '1234,567', 1234.567],
    ['number', '0,123', 0.123],
    ['number', '0.123', 0.123],
    ['number', '1.234,56', 1234.56],
    ['number', '1.234.567', 1_234_567],
    ['number', '1 000', 1000],
    ['number', "-1'234", -1234],
    ['number', '12,34,567', 1_234_567],
    ['number', '1,5e-3', 0.0015],
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
    ['money', '￥100', 100],
    ['money', 'CHF 1’000.50', 1000.5],
    ['money', '19,99 €', 19.99],
    ['money', 'EUR 5', 5],
    ['money', '100JPY', 100],
    ['date', '1970-01-01', 0],
    ['date', '1969-12-31', -1],
    ['date', '1969/12/31', -1],
    ['date', '31/12/1969', -1],
    ['date', '12/31/1969', -1],
    ['date', '31-12-1969', -1],
    ['date', '02.01.1970', 1],
    ['date', '01/01/1970', 0],
    ['date', 'December 31, 1969', -1],
    ['date', 'dec. 31, 1969', -1],
    ['date', '2024-02-29', day('2024-02-29')],
    ['date', '2000-02-29', day('2000-02-29')],
    ['date', '0099-12-31', day('0099-12-31')],
    ['date', '9999-12-31', day('9999-12-31')],
    ['time', '00:00', 0],
    ['time', '23:59', 86_340],
    ['time', '23:59:59', 86_399],
    ['time', '7:05', 25_500],
    ['time', '12:30 am', 1800],
    ['time', '7:05 pm', 68_700],
    ['time', '12:05:09 P.M.', 43_509],
    ['money', '5.- CHF', 5],
    ['money', '1.299,– €', 1299],
    ['money', 'R$ 5,50', 5.5],
    ['money', '12 SEK', 12],
    ['money', 'US$1,234.50', 1234.5],
    ['date', '2024-01-01T12:00', day('2024-01-01') + 0.5],
    ['date', '2024-01-01 06:00:00Z', day('2024-01-01') + 0.25],
    ['date', '2024-01-01T06:00:00.000+06:00', day('2024-01-01')],
    ['date', '2024-01-01T00:00-0600', day('2024-01-01') + 0.25],
    ['date', '28.08.2021 18:00', day('2021-08-28') + 0.75],
    ['date', '28 August 2021', day('2021-08-28')],
    ['date', '28-Aug-2021', day('2021-08-28')],
    ['date', '28th of August 2021', day('2021-08-28')],
    ['date', 'Aug 28 2021', day('2021-08-28')],
    ['date', 'Saturday, August 28, 2021', day('2021-08-28')],
    ['date', 'Sat, 28 Aug 2021 06:00:00 +0000', day('2021-08-28') + 0.25],
    ['date', '28. März 2021', day('2021-03-28')],
    ['date', '28 août 2021', day('2021-08-28')],
    ['date', '28 de agosto de 2021', day('2021-08-28')],
    ['date', '2021年8月28日', day('2021-08-28')],
    ['percentage', '12 %', 12],
    ['percentage', '12,5%', 12.5],
    ['percentage', '0.5 percent', 0.5],
    ['quantity', '2 m', 2],
    ['quantity', '500 ml', 0.5],
    ['quantity', '330ml', 0.33],
    ['quantity', '1,5 kg', 1500],
    ['quantity', '12"', 0.3048],
    ['quantity', '5 m2', 5],
    ['quantity', '5 m²', 5],
    ['quantity', '250 cm3', 0.25],
    ['quantity', '90 min', 5400],
    ['quantity', '16 GiB', 2 ** 34],
    ['quantity', '36 km/h', 10],
    ['quantity', '-40 °F', -40],
    ['quantity', '32°F', 0],
    ['quantity', '2 Litres', 2],
    ['number', '１２', 12],
    ['number', '−１．５', -1.5],
    ['time', '12:00:00.5', 43_200.5],
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
    ['number', '1 00'],
    ['number', '1  000'],
    ['number', "1'000 000"],
    ['number', '1_000'],
    ['number', '1,00,000.5,1'],
    ['number', '01,234.5'],
    ['number', '1,5,7'],
    ['number', '1,234'],
    ['number', '1.234'],
    ['number', '0x10'],
    ['number', '1e'],
    ['number', '1e999'],
    ['number', 'Infinity'],
    ['number', 'NaN'],
    ['number', '--1'],
    ['number', '\u2212-1'],

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
    ['date', '30/02/2024'],
    ['date', '13/13/2024'],
    ['date', '1/2-2024'],
    ['date', 'Smarch 1, 2024'],
    ['date', 'Feb 30, 2024'],
    ['date', '2024-1-2'],
    ['date', '20240102'],
    ['date', '2024-13-01'],
    ['date', '2024-00-10'],
    ['date', '2024-01-00'],
    ['date', '2023-02-29'],
    ['date', '1900-02-29'],
    ['date', '2024-04-31'],
    ['date', '2024-01-01T24:00'],
    ['time', '24:00'],
    ['time', '23:60'],
    ['time', '23:59:60'],
    ['time', '7:5'],
    ['time', '7 pm'],
    ['time', '13:05 pm'],
    ['time', '-1:00'],
    ['version', '9'],
    ['version', '1.2.3.4'],
    ['version', '1.1000'],
    ['version', '-1.2'],
    ['version', '1.2-beta'],
    ['date', '28/08/21'],
    ['date', '28 Foo 2021'],
    ['date', 'Foo, 28 August 2021'],
    ['date', '31 April 2021'],
    ['date', '2024-01-01T00:00+15:00'],
    ['date', '2024-01-01T00:00+14:30'],
    ['date', '2024-01-01T00:00 CET'],
    ['date', '2024-1-1'],
    ['date', 'August 2021'],
    ['money', '5 XXQ'],
    ['money', '€ five'],
    ['percentage', '%'],
    ['quantity', '5 furlongs'],
    ['quantity', '5 K'],
    ['quantity', '5 pounds'],
    ['quantity', 'm'],
    ['quantity', '5 Mm'],
    ['quantity', '1.2.3 m'],
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

describe('readingsAs', () => {
  test('gives both readings of what two notations give two values', () => {
    expect(readingsAs('number', '1,234')).toMatchObject([
      { value: 1234, notation: 'decimal point' },
      { value: 1.234, notation: 'decimal comma' },
    ])
    expect(readingsAs('money', '1.234 €')).toMatchObject([
      { value: 1.234, notation: 'decimal point' },
      { value: 1234, notation: 'decimal comma' },
    ])
    expect(readingsAs('date', '01/02/2024')).toMatchObject([
      { value: day('2024-02-01'), notation: 'day before month' },
      { value: day('2024-01-02'), notation: 'month before day' },
    ])
  })

  test('says which notation gives a value, where others do not', () => {
    const notations = (text: string) => readingsOf(text).map(({ notation }) => notation)
    expect(notations('1.5')).toEqual(['decimal point'])
    expect(notations('1,5')).toEqual(['decimal comma'])
    expect(notations('1 500')).toEqual([null])
    expect(notations('25/12/2024')).toEqual(['day before month'])
    expect(notations('12/25/2024')).toEqual(['month before day'])
  })

  test('says in which currencies money may be', () => {
    const currencies = (text: string) => readingsOf(text)[0].currencies
    expect(currencies('$5')).toEqual(['USD'])
    expect(currencies('5 USD')).toEqual(['USD'])
    expect(currencies('¥5')).toEqual(['JPY', 'CNY'])
    expect(currencies('5')).toEqual([])
  })

  test('knows every month', () => {
    for (let month = 0; month < 12; month++) {
      const date = new Date(Date.UTC(2023, month, 28))
      const name = date.toLocaleString('en', { month: 'long', timeZone: 'UTC' })
      expect(readAs('date', `${name} 28, 2023`)).toBe(date.getTime() / 86_400_000)
    }
  })
})

describe('readingsOf', () => {
  test.each<[string, Family, number]>([
    ['9.11', 'number', 9.11],
    ['2024', 'number', 2024],
    ['$9.11', 'money', 9.11],
    ['2024-01-01', 'date', 19_723],
    ['09:11', 'time', 33_060],
  ])('reads %s as a %s', (text, family, value) => {
    expect(readingsOf(text)).toMatchObject([{ family, value }])
  })

  test.each(['1.2.3', 'v9.11', 'version 9.11', '01/02/24', 'nine', ''])('guesses nothing for %j', text => {
    expect(readingsOf(text)).toEqual([])
  })
})
