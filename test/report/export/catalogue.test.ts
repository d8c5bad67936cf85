import { describe, expect, test } from 'vitest'
import { exportFormat, exportFormats } from '../../../src/report/export/catalogue.ts'

describe('the end of a name', () => {
  test.each([
    ['matrix.csv', 'matrix'],
    ['dates.npy', 'matrix'],
    ['DATES.PARQUET', 'matrix'],
    ['measures.csv', 'measures'],
    ['monday-measures.csv', 'measures'],
    ['report.md', 'report'],
    ['card.md', 'card'],
    ['Model-Card.md', 'card'],
    ['figure.svg', 'figure'],
    ['a.png', 'figure'],
  ])('of %s makes it a %s', (name, id) => {
    expect(exportFormat(name).id).toBe(id)
  })

  test('that is listed for a format names that format and no other', () => {
    for (const format of exportFormats)
      for (const extension of format.extensions)
        expect(exportFormat(`${format.id}.${extension}`)).toBe(format)
  })

  test.each(['report.html', 'matrix', 'csv', 'figure.pdf', 'run.json', ''])('of %j is refused', name => {
    expect(() => exportFormat(name)).toThrow(/whose end names nothing.*\n {2}matrix\.csv, \.npy, \.parquet/s)
  })

  test.each(['measures.npy', 'my-measures.parquet'])('of %s is no matrix', name => {
    expect(() => exportFormat(name)).toThrow(/measures are written as CSV alone/)
  })
})
