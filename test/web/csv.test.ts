import { describe, expect, test } from 'vitest'
import { csvOf } from '../../web/parts/csv.ts'

describe('a table as CSV', () => {
  test('has a line for each row, numbers in full, nothing for what is not known', () => {
    expect(
      csvOf({
        columns: ['a', 'b'],
        rows: [
          ['x', 0.1 + 0.2],
          ['y', null],
        ],
      }),
    ).toBe('a,b\r\nx,0.30000000000000004\r\ny,\r\n')
  })

  test('quotes what would end a cell', () => {
    expect(csvOf({ columns: ['a,b'], rows: [['say "5"'], ['two\nlines']] })).toBe(
      '"a,b"\r\n"say ""5"""\r\n"two\nlines"\r\n',
    )
  })

  test('keeps a text that a spreadsheet would run a text', () => {
    expect(csvOf({ columns: ['d'], rows: [['=1+1'], ['@x'], ['+1'], ['-5']] })).toBe(
      "d\r\n'=1+1\r\n'@x\r\n'+1\r\n-5\r\n",
    )
  })
})
