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
    ['a.PDF', 'figure'],
    ['labelled.csv', 'labelled'],
    ['dates-labelled.csv', 'labelled'],
    ['matrices/', 'matrices'],
    ['anything/', 'matrices'],
    ['pairs.csv', 'pairs'],
    ['all-pairs.parquet', 'pairs'],
    ['scores.tex', 'scores'],
    ['refs.bib', 'references'],
    ['scorecard.csv', 'matrix'],
  ])('of %s makes it a %s', (name, id) => {
    expect(exportFormat(name).id).toBe(id)
  })

  test('that is listed for a format names that format and no other', () => {
    for (const format of exportFormats)
      for (const extension of format.extensions)
        expect(exportFormat(`${format.id}${extension === '/' ? '' : '.'}${extension}`)).toBe(format)
  })

  test.each(['report.html', 'matrix', 'csv', 'figure.eps', 'run.json', ''])('of %j is refused', name => {
    expect(() => exportFormat(name)).toThrow(/whose end names nothing.*\n {2}matrix\.csv, \.npy, \.parquet/s)
  })

  test.each([
    ['measures.npy', 'a table of measures is written as measures.csv alone'],
    ['my-measures.parquet', 'a table of measures is written as measures.csv alone'],
    ['pairs.npy', 'a table of pairs is written as pairs.csv or pairs.parquet alone'],
    ['dates-labelled.parquet', 'a labelled matrix is written as labelled.csv alone'],
    ['card.csv', 'the card of a model is written as card.md alone'],
  ])('of %s is no matrix', (name, problem) => {
    expect(() => exportFormat(name)).toThrow(problem)
  })
})
