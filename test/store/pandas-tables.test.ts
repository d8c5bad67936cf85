import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScoreFile, readTexts } from '../../src/store/score-file.ts'
import { score } from '../../src/usecases/score.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** Made by scripts/reference/pandas_tables.py. */
const folder = join(import.meta.dirname, 'fixtures', 'pandas')
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
  readonly texts: readonly string[]
  readonly values: readonly number[]
  readonly vectors: readonly (readonly number[])[]
  readonly similarities: readonly (readonly number[])[]
  readonly halves: readonly number[]
}
const limits = { rows: 50, columns: 50 }
const read = (name: string) => readScoreFile(join(folder, name), limits)

describe('a table of pandas or NumPy', () => {
  test.each([
    ['labelled.csv', true, true],
    ['labelled.tsv', true, true],
    ['named-index.csv', true, true],
    ['no-header.csv', true, false],
    ['no-index.csv', false, true],
    ['labelled.parquet', true, true],
    ['named-index.parquet', true, true],
    ['text-column.parquet', true, true],
  ])('has the labels beside the numbers: %s', async (name, inRows, inColumns) => {
    const { table, rowLabels, columnLabels } = await read(name)
    expect([...table.data]).toEqual(expected.similarities.flat())
    expect([table.rows, table.columns]).toEqual([6, 6])
    expect(rowLabels).toEqual(inRows ? expected.texts : null)
    expect(columnLabels).toEqual(inColumns ? expected.texts : null)
  })

  test.each([
    'counted.csv',
    'counted-no-header.csv',
    'counted-no-index.csv',
    'counted.parquet',
    'half.parquet',
    'half.npy',
    'half-big-endian.npy',
    'savetxt.txt',
    'savetxt.csv',
  ])('has no labels where rows and columns are only counted: %s', async name => {
    const { table, rowLabels, columnLabels } = await read(name)
    expect([table.rows, table.columns]).toEqual([6, 4])
    expect([...table.data]).toEqual(expected.vectors.flat())
    expect([rowLabels, columnLabels]).toEqual([null, null])
  })

  test('may hold any number of 16 bits', async () => {
    expect([...(await read('half-numbers.npy')).table.data].map(value => value + 0)).toEqual(expected.halves)
  })

  test('is scored with its labels as texts, which read as the values', async () => {
    const byLabels = await score({ numbers: join(folder, 'labelled.csv'), kind: 'similarities' })
    const [series] = byLabels.run.series
    expect([series.texts[5], series.values[5]]).toEqual(['$1,600', 1600])
    expect(byLabels.verdict).not.toBeNull()
    const texts = join(temporaryFolder(), 'texts.txt')
    writeFileSync(texts, `${expected.texts.join('\r\n')}\r\n`)
    const byFile = await score({ numbers: join(folder, 'counted.csv'), kind: 'vectors', texts })
    expect(byFile.run.series[0].texts).toEqual(series.texts)
    expect(byFile.score.measures.find(({ id }) => id === 'concordance')?.floor).not.toBeNull()
  })

  test('is refused where rows and columns have other labels, or labels have no values', async () => {
    const path = join(temporaryFolder(), 'swapped.csv')
    writeFileSync(path, ',$1,$2,$3\n$1,1,0,0\n$3,0,1,0\n$2,0,0,1\n')
    await expect(score({ numbers: path, kind: 'similarities' })).rejects.toThrow(
      /got the label "\$3" for row 2 and "\$2" for column 2; expected rows and columns in one order/,
    )
    writeFileSync(path, ',a,b,c\na,1,0,0\nb,0,1,0\nc,0,0,1\n')
    await expect(score({ numbers: path, kind: 'similarities' })).rejects.toThrow(
      /their texts do not read as any: "a" reads as no number.*Give --values FILE/,
    )
    const { run } = await score({ numbers: path, kind: 'similarities', values: [1, 2, 3] })
    expect(run.series[0].texts).toEqual(['a', 'b', 'c'])
  })

  test('keeps a label with the separator in it, and takes no slip of a number for one', async () => {
    const path = join(temporaryFolder(), 'a.csv')
    writeFileSync(path, ',"1,5","2,5"\n"1,5",1,2\n"2,5",3,4\n')
    expect(await readScoreFile(path, limits)).toMatchObject({
      rowLabels: ['1,5', '2,5'],
      columnLabels: ['1,5', '2,5'],
    })
    // R leaves out the corner.
    writeFileSync(path, '"b1" "b2"\n"a1" 1 2\n"a2" 3 4\n')
    expect(await readScoreFile(path, limits)).toMatchObject({
      rowLabels: ['a1', 'a2'],
      columnLabels: ['b1', 'b2'],
    })
    for (const slip of ['nan,1\n2,3', '1,x\n2,3', '0x1,a\n2,3', '1,2\n3,x']) {
      writeFileSync(path, slip)
      await expect(readScoreFile(path, limits), slip).rejects.toThrow(/expected a finite number/)
    }
  })
})

describe('texts', () => {
  test('stand one a line, and none is empty', async () => {
    const path = join(temporaryFolder(), 'texts.txt')
    writeFileSync(path, '\uFEFF a,"b"\n2')
    expect(await readTexts(path)).toEqual([' a,"b"', '2'])
    writeFileSync(path, 'a\n\nb')
    await expect(readTexts(path)).rejects.toThrow(/has no text in line 2/)
    writeFileSync(path, 'a\nb\0')
    await expect(readTexts(path)).rejects.toThrow(/has the character U\+0000 in line 2/)
  })
})
