import { describe, expect, test } from 'vitest'
import { readQuantities } from '../../../src/series/quantities/quantities.ts'

const read = (text: string) =>
  readQuantities(text).map(({ text: piece, readings: [{ kind, value, unit, exact }] }) => [
    piece,
    kind,
    value ?? exact,
    unit,
  ])

describe('readQuantities', () => {
  test.each<[string, unknown[]]>([
    ['It costs $1,299.50.', [['$1,299.50', 'money', 1299.5, 'USD']]],
    ['It weighs 2 lb.', [['2 lb', 'mass', 907.18474, 'g']]],
    [
      'by 15 October at 7:05 pm',
      [
        ['15 October', 'date', '--10-15', null],
        ['7:05 pm', 'time', 68_700, null],
      ],
    ],
    ['on 1970-01-02', [['1970-01-02', 'date', 1, null]]],
    ['1 h 30 min', [['1 h 30 min', 'duration', 5400, 's']]],
    ['two years', [['two years', 'duration', 24, 'month']]],
    [
      'Order INV-10234 (v1.10.2)',
      [
        ['INV-10234', 'id', 'inv10234', null],
        ['v1.10.2', 'version', '1.10.2', null],
      ],
    ],
    [
      '§ 12 and 10 %',
      [
        ['§ 12', 'section', '12', 'section'],
        ['10 %', 'percent', 10, '%'],
      ],
    ],
    ['−5 °C', [['−5 °C', 'temperature', 268.15, 'K']]],
    [
      '120 m² for 900 € a month',
      [
        ['120 m²', 'area', 120, 'm²'],
        ['900 €', 'money', 900, 'EUR'],
        ['a month', 'per', '1/1 month', 'duration'],
      ],
    ],
    [
      '8 GB, 2.4 GHz, 65 W, 230 V, 500 kcal, 3 bar, 70 dB, 1080 px',
      [
        ['8 GB', 'data', 8e9, 'byte'],
        ['2.4 GHz', 'frequency', 2.4e9, 'Hz'],
        ['65 W', 'power', 65, 'W'],
        ['230 V', 'voltage', 230, 'V'],
        ['500 kcal', 'energy', 2_092_000, 'J'],
        ['3 bar', 'pressure', 300_000, 'Pa'],
        ['70 dB', 'sound', 70, 'dB'],
        ['1080 px', 'pixels', 1080, 'px'],
      ],
    ],
    [
      'twenty-one of 320',
      [
        ['twenty-one', 'number', 21, null],
        ['320', 'number', 320, null],
      ],
    ],
    [
      '三百二十元，零下五度',
      [
        ['三百二十元', 'money', 320, 'CNY'],
        ['零下五度', 'angle', -5, '°'],
      ],
    ],
    ['16:9', [['16:9', 'ratio', '16:9', null]]],
  ])('reads %j in base units, with the places', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  test('says where a piece stands, in characters of full width too', () => {
    const [quantity] = readQuantities('价格：＄１２。')
    expect(quantity).toMatchObject({ text: '＄１２', start: 3, end: 6, kind: 'money' })
  })

  test('gives every reading of what may be two things, the likeliest first', () => {
    const kinds = (text: string) =>
      readQuantities(text)[0].readings.map(({ kind, unit, exact }) => [kind, unit ?? exact])
    expect(kinds('10/11/2025')).toEqual([
      ['date', '2025-11-10'],
      ['date', '2025-10-11'],
    ])
    expect(kinds('¥100')).toEqual([
      ['money', 'JPY'],
      ['money', 'CNY'],
    ])
    expect(kinds('5 pounds')).toEqual([
      ['money', 'GBP'],
      ['mass', 'g'],
    ])
    expect(kinds('2025')).toEqual([
      ['number', '2025'],
      ['date', '2025'],
      ['time', '73500'],
    ])
    expect(kinds('3.10')).toEqual([
      ['number', '31/10'],
      ['version', '3.10'],
    ])
  })

  test('knows what is not said of a date, and the day of the week of a whole one', () => {
    const parts = (text: string) => readQuantities(text)[0].readings[0].date
    expect(parts('15 October')).toEqual({ year: null, month: 10, day: 15, weekday: null })
    expect(parts('2025-10-15')).toEqual({ year: 2025, month: 10, day: 15, weekday: 3 })
    expect(parts('Monday')).toEqual({ year: null, month: null, day: null, weekday: 1 })
  })

  test('keeps more digits than a double holds', () => {
    const [{ readings }] = readQuantities('12345678901234567891')
    expect(readings[0].exact).toBe('12345678901234567891')
  })

  test('reads no date that there is not', () => {
    expect(readQuantities('31 April').map(({ text }) => text)).toEqual(['31', 'April'])
    for (const text of ['2025-02-30', '30/02/2025', '2025-13-01', '13月40日'])
      expect(
        readQuantities(text).map(({ kind }) => kind),
        text,
      ).not.toContain('date')
  })
})
