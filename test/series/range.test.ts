import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { isRange, rangeSeries } from '../../src/series/range.ts'

describe('rangeSeries', () => {
  test.each([
    ['1..500:7', 72, '1', '498'],
    ['1..3', 3, '1', '3'],
    ['0..2048', 2049, '0', '2048'],
    ['-3..3', 7, '-3', '3'],
    ['-9..-1:4', 3, '-9', '-1'],
    ['+1..+5', 5, '1', '5'],
    ['0.1..0.5:0.1', 5, '0.1', '0.5'],
    ['0..1:0.25', 5, '0.00', '1.00'],
    ['0.5..1:0.25', 3, '0.50', '1.00'],
    ['1.50..1.53:0.01', 4, '1.50', '1.53'],
    ['4294967296..4294967300:2', 3, '4294967296', '4294967300'],
    ['1..5000', 5000, '1', '5000'],
  ])('%s has %i numbers from %s to %s', (text, count, first, last) => {
    const series = rangeSeries(text)
    expect([series.texts.length, series.texts[0], series.texts.at(-1)]).toEqual([count, first, last])
    expect(series).toMatchObject({ id: text, family: 'number', ruler: 'linear', period: null })
    expect(series.values).toEqual(series.texts.map(Number))
  })

  test('writes no sum that floating point has bent', () => {
    expect(rangeSeries('0.1..0.7:0.1').texts).toEqual(['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7'])
  })

  test('writes zero without a sign', () => {
    expect(rangeSeries('-1..1').texts).toEqual(['-1', '0', '1'])
    expect(rangeSeries('-0.2..0.2:0.2').texts).toEqual(['-0.2', '0.0', '0.2'])
  })

  test('writes each number exactly, however many digits it has', () => {
    expect(rangeSeries('8.500000000000001..8.500000000000007:0.000000000000002').texts).toEqual([
      '8.500000000000001',
      '8.500000000000003',
      '8.500000000000005',
      '8.500000000000007',
    ])
    const zeros = '0'.repeat(120)
    expect(rangeSeries(`0.${zeros}1..0.${zeros}3:0.${zeros}1`).texts[2]).toBe(`0.${zeros}3`)
  })

  test('says its step when it is not one', () => {
    expect(rangeSeries('1..9:2').description).toBe('The numbers from 1 to 9 in steps of 2.')
    expect(rangeSeries('1..9').description).toBe('The numbers from 1 to 9.')
  })

  test.each([
    ['5..1', 'Range 5..1: got an end below its start. Write 1..5.'],
    ['1..9:0', 'Range 1..9:0: got a step of 0; expected one above 0. Write a step such as 1..9:2.'],
    ['1..9:0.0', 'got a step of 0'],
    ['1..2', 'got 2 documents; a series needs at least 3'],
    ['1..1', 'got 1 document; a series needs at least 3'],
    ['1..9:9', 'got 1 document; a series needs at least 3'],
    ['1..100001', 'got 100,001 numbers; at most 100,000 are taken. Take a larger step.'],
    ['0..1:0.000001', 'got 1,000,001 numbers'],
    ['1..999999999999', 'got 999,999,999,999 numbers'],
    ['1..99999999999999999999:1000000', 'got numbers too large or too fine to count exactly'],
    ['0..1:0.00000000000000000001', 'got numbers too large or too fine'],
  ])('refuses %s and says why', (text, problem) => {
    expect(isRange(text)).toBe(true)
    expect(messageOf(text)).toContain(problem)
  })

  test.each([
    '',
    '..',
    '1..',
    '..5',
    '1.5',
    '1...5',
    '1..5:',
    '1..5:-1',
    '1..5:2:3',
    ' 1..5',
    '1..5\n',
    'a..b',
    '1..5:x',
    '1e3..1e4',
    '１..５',
    '1. .5',
    '0x1..0x5',
    '1.5..',
    'integers',
    'file.csv',
  ])('takes %j for no range', text => {
    expect(isRange(text)).toBe(false)
    expect(messageOf(text)).toContain('expected A..B or A..B:STEP, such as 1..500:7.')
  })

  test('takes as long as it must, not longer, over a text of many digits', () => {
    const digits = '9'.repeat(100_000)
    expect(isRange(`${digits}.${digits}..${digits}.${digits}x`)).toBe(false)
    expect(messageOf(`1..${digits}`)).toContain('too large')
  })

  test('gives strictly growing numbers, a step apart, none beyond the end', () => {
    const whole = fc.integer({ min: -1e6, max: 1e6 })
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: 0, max: 4 }),
        (from, step, count, decimals) => {
          const written = (number: number) => (number / 10 ** decimals).toFixed(decimals)
          const expected = Array.from({ length: count }, (_, index) => written(from + index * step))
          const end = written(from + (count - 1) * step + step - 1)
          const { texts, values } = rangeSeries(`${written(from)}..${end}:${written(step)}`)
          expect(texts).toEqual(expected)
          for (let index = 1; index < values.length; index++)
            expect(values[index]).toBeGreaterThan(values[index - 1])
        },
      ),
    )
  })
})

function messageOf(text: string): string {
  try {
    rangeSeries(text)
  } catch (error) {
    if (error instanceof NumeracyError && error.code === 'input') return error.message
    throw error
  }
  throw new Error('It was taken for a range')
}
