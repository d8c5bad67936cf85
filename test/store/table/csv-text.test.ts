import { describe, expect, test } from 'vitest'
import { csvNumbers, csvText } from '../../../src/store/table/csv-text.ts'

describe('a table as CSV', () => {
  test('has a line for each row, numbers in full, nothing for what is not known', () => {
    expect(
      csvText({
        columns: ['a', 'b'],
        rows: [
          ['x', 0.1 + 0.2],
          ['y', null],
        ],
      }),
    ).toBe('a,b\r\nx,0.30000000000000004\r\ny,\r\n')
  })

  test('quotes what would end a cell', () => {
    expect(csvText({ columns: ['a,b'], rows: [['say "5"'], ['two\nlines']] })).toBe(
      '"a,b"\r\n"say ""5"""\r\n"two\nlines"\r\n',
    )
  })

  test('keeps a text that a spreadsheet would run a text', () => {
    expect(csvText({ columns: ['d'], rows: [['=1+1'], ['@x'], ['+1'], ["-1+cmd|' /C calc'!A0"]] })).toBe(
      "d\r\n'=1+1\r\n'@x\r\n'+1\r\n'-1+cmd|' /C calc'!A0\r\n",
    )
  })

  test('shows control characters, and half a character, which a terminal or a reader would stumble over', () => {
    expect(csvText({ columns: ['d'], rows: [['a\0b\x1b[31mc'], ['\ud800'], ['tab\there']] })).toBe(
      'd\r\na␀b␛[31mc\r\n\ufffd\r\ntab\there\r\n',
    )
  })

  test('leaves a text alone whose minus begins a number or a range', () => {
    expect(csvText({ columns: ['d'], rows: [['-5'], ['-5..5'], ['-2.5..2.5:0.5']] })).toBe(
      'd\r\n-5\r\n-5..5\r\n-2.5..2.5:0.5\r\n',
    )
  })
})

describe('numbers as CSV', () => {
  test('are read as the same doubles, the sign of zero among them', () => {
    const numbers = [0.1 + 0.2, 1 / 3, -0, 1e-300, Math.fround(0.1), -1.7976931348623157e308]
    const [row] = csvNumbers([numbers]).split('\n')
    expect(row.split(',').map(Number)).toEqual(numbers)
  })
})
