import { describe, expect, test } from 'vitest'
import { exportFormat } from '../../../src/report/export/format.ts'

describe('the end of a name', () => {
  test.each([
    ['matrix.csv', 'matrix', 'csv'],
    ['dates.npy', 'matrix', 'npy'],
    ['DATES.PARQUET', 'matrix', 'parquet'],
    ['measures.csv', 'measures', undefined],
    ['monday-measures.csv', 'measures', undefined],
    ['report.md', 'report', undefined],
    ['card.md', 'card', undefined],
    ['Model-Card.md', 'card', undefined],
    ['figure.svg', 'figure', 'svg'],
    ['a.png', 'figure', 'png'],
  ])('of %s makes it a %s', (name, kind, ending) => {
    const format = exportFormat(name)
    expect([format.kind, 'ending' in format ? format.ending : undefined]).toEqual([kind, ending])
  })

  test.each(['report.html', 'matrix', 'csv', 'figure.pdf', 'run.json', ''])('of %j is refused', name => {
    expect(() => exportFormat(name)).toThrow(/whose end names nothing.*\n {2}matrix\.csv, \.npy, \.parquet/s)
  })

  test.each(['measures.npy', 'my-measures.parquet'])('of %s is no matrix', name => {
    expect(() => exportFormat(name)).toThrow(/measures are written as CSV alone/)
  })
})
