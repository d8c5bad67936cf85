import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { table } from '../../src/cli/table.ts'
import { brokenLines, hanging, visibleWidth, widthOf, wrapped } from '../../src/cli/wrapped.ts'

const columns = [{ title: 'model' }, { title: 'score', align: 'right' as const }, { title: 'what it is' }]
const rows = [
  ['short:one', '0.5', 'A model.'],
  ['a-much-longer:name-of-a-model', '12.25', 'A model of a server that speaks a protocol of many words.'],
]

describe('a table', () => {
  test('stays as wide as it is where there is no terminal, or room enough', () => {
    const whole = `model                          score  what it is
short:one                        0.5  A model.
a-much-longer:name-of-a-model  12.25  A model of a server that speaks a protocol of many words.
`
    expect(table(columns, rows)).toBe(whole)
    expect(table(columns, rows, 95)).toBe(whole)
  })

  test('breaks prose between words where it is too wide', () => {
    expect(table(columns, rows, 70)).toBe(`model                          score  what it is
short:one                        0.5  A model.
a-much-longer:name-of-a-model  12.25  A model of a server that speaks
                                      a protocol of many words.
`)
  })

  test('puts the first cell of a row on a line of its own rather than squeeze the rest', () => {
    expect(table(columns, rows, 45)).toBe(`model
  score  what it is
short:one
    0.5  A model.
a-much-longer:name-of-a-model
  12.25  A model of a server that speaks a
         protocol of many words.
`)
  })

  test('breaks words only where nothing else helps', () => {
    expect(table([{ title: 'a' }, { title: 'b' }], [['0123456789', 'abcdefghij']], 8)).toBe(
      'a\n  b\n01234567\n89\n  abcdef\n  ghij\n',
    )
  })

  test('keeps an interval whole where it can', () => {
    const interval = [{ title: 'series' }, { title: '95 %' }, { title: 'note' }]
    const row = ['integers', '0.61 to 0.72', 'There are under twenty lags in this series.']
    expect(table(interval, [row], 48)).toContain('0.61 to 0.72')
  })

  test('gives a wide letter two columns, and a mark none', () => {
    expect(
      table(
        [{ title: 'x' }, { title: 'y' }],
        [
          ['价格', '1'],
          ['e\u0301', '2'],
        ],
      ),
    ).toBe('x     y\n价格  1\ne\u0301     2\n')
  })

  test('is never wider than the terminal, loses no letter and leaves no blank at the end of a line', () => {
    const cell = fc.stringMatching(/^[a-z0-9 价格é]{0,40}$/)
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 20, max: 120 }),
        (given, width) => {
          const lines = table(columns, given, width).split('\n')
          for (const line of lines) {
            expect(visibleWidth(line)).toBeLessThanOrEqual(width)
            expect(line).toBe(line.trimEnd())
          }
          const letters = (text: string) => text.replaceAll(/\s/g, '').split('').toSorted().join('')
          expect(letters(lines.join(''))).toBe(
            letters([...columns.map(({ title }) => title), ...given.flat()].join('')),
          )
        },
      ),
    )
  })
})

describe('lines of prose', () => {
  test('are broken between words, at the width and not before', () => {
    expect(wrapped('aaa bbb ccc', 7)).toBe('aaa bbb\nccc')
    expect(wrapped('aaa bbb ccc', 6)).toBe('aaa\nbbb\nccc')
    expect(wrapped('aaa bbb ccc', null)).toBe('aaa bbb ccc')
  })

  test('keep a word that is too long whole, as an address to copy', () => {
    expect(wrapped('see http://127.0.0.1:8080/v1 now', 10)).toBe('see\nhttp://127.0.0.1:8080/v1\nnow')
  })

  test('hang under their first', () => {
    expect(hanging('aaa bbb\nccc', 5, '• ', '  ')).toBe('• aaa\n  bbb\n  ccc')
    expect(hanging('aaa bbb\nccc', null, '• ', '  ')).toBe('• aaa bbb\n  ccc')
  })

  test('are broken by wide letters too, and within words where asked', () => {
    expect(brokenLines('价格数量', 5)).toEqual(['价格', '数量'])
    expect(brokenLines('abcdef gh', 4)).toEqual(['abcd', 'ef', 'gh'])
  })

  test('have the width of a terminal alone', () => {
    const write = () => {}
    expect(widthOf({ write, isTTY: true, columns: 80 })).toBe(80)
    expect(widthOf({ write, isTTY: false, columns: 80 })).toBeNull()
    expect(widthOf({ write, isTTY: true, columns: 0 })).toBeNull()
    expect(widthOf({ write })).toBeNull()
  })
})
