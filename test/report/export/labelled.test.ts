import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { rangeSeries } from '../../../src/series/range.ts'
import { defineSeries } from '../../../src/series/series.ts'
import type { Run } from '../../../src/store/run.ts'
import { readScoreFile } from '../../../src/store/score-file.ts'
import { askPython, canImport } from '../../docs/python.ts'
import { probedRun } from '../../fixtures/probed-run.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { exported, exportedPath } from './exported.ts'

const texts = [
  '=1+1',
  "'+5",
  '+5',
  '-5',
  'a "b", c',
  'two\nlines',
  'a;b',
  'tab\tbed',
  '#9',
  ' blank before',
  'NA',
  '7',
  '5"',
]
const hostile = defineSeries({
  id: 'hostile/series: "x"',
  family: 'number',
  description: 'Labels that break tables.',
  source: 'test',
  texts,
  values: texts.map((_, at) => at),
  ruler: 'linear',
  period: null,
})
const limits = { rows: 100, columns: 100 }

let run: Run
beforeAll(async () => {
  run = await probedRun([hostile, rangeSeries('1..12'), rangeSeries('0..11')])
})

describe('a labelled matrix', () => {
  test('is read by score with the numbers and the texts that it was written of', async () => {
    for (const { id, texts } of run.series) {
      if (!run.matrices.some(({ series, experiment }) => series === id && experiment === 'pairs')) continue
      const path = await exportedPath(run, 'labelled.csv', {
        selector: { series: id, experiment: 'pairs', model: 'embedder:test:fake' },
      })
      const { table, rowLabels, columnLabels } = await readScoreFile(path, limits)
      const { values } = run.matrices.find(
        ({ series, experiment }) => series === id && experiment === 'pairs',
      )!
      expect(table.data, id).toEqual(values)
      // A count from 0 is what pandas writes where nothing has a name.
      const labels = id === '0..11' ? null : texts
      expect([rowLabels, columnLabels], id).toEqual([labels, labels])
    }
  })

  test.skipIf(!canImport('pandas'))(
    'is read by pandas with index_col=0, each text once as row and column',
    async () => {
      const path = await exportedPath(run, 'labelled.csv', {
        selector: { series: hostile.id, experiment: 'pairs', model: 'embedder:test:fake' },
      })
      const read = `
import json, sys, pandas
table = pandas.read_csv(sys.argv[1], index_col=0, keep_default_na=False)
print(json.dumps([list(map(str, table.index)), list(table.columns), table.values.tolist()]))`
      const guarded = texts.map(text => (/^'?[=+]/.test(text) ? `'${text}` : text))
      const { values } = run.matrices.find(({ series }) => series === hostile.id)!
      const rows = texts.map((_, at) => [...values.subarray(at * texts.length, (at + 1) * texts.length)])
      expect(askPython(read, path)).toEqual([guarded, guarded, rows])
    },
  )

  test('of the zero experiment has one row, that of 0', async () => {
    const path = await exportedPath(run, 'labelled.csv', {
      selector: { series: hostile.id, experiment: 'zero', model: 'embedder:test:fake' },
    })
    const { table, columnLabels } = await readScoreFile(path, limits)
    expect([table.rows, columnLabels]).toEqual([1, texts])
  })

  test('says which texts stand with an apostrophe', async () => {
    const { note } = await exported(run, 'labelled.csv', {
      selector: { series: hostile.id, experiment: 'pairs', model: 'embedder:test:fake' },
    })
    expect(note).toMatch(/^3 texts begin as a formula/)
  })
})

describe('a folder of matrices', () => {
  test('holds every matrix that is meant under a name that any disk takes, and says which is which', async () => {
    const { files } = await exported(run, 'matrices/', { selector: { experiment: 'pairs' } })
    const names = [...files.keys()]
    expect(names.at(-1)).toBe('matrices/matrices.csv')
    const matrices = run.matrices.filter(({ experiment }) => experiment === 'pairs')
    expect(names).toHaveLength(matrices.length + 1)
    expect(names.filter(name => !/^matrices\/[\p{L}\p{N}._-]+\.csv$/u.test(name))).toEqual([])
    const list = String(files.get('matrices/matrices.csv')).split('\r\n')
    expect(list).toHaveLength(matrices.length + 2)
    for (const [at, { model, rows }] of matrices.entries()) {
      expect(list[at + 1].startsWith(names[at].slice('matrices/'.length))).toBe(true)
      expect(list[at + 1]).toContain(`,${model},`)
      const path = join(temporaryFolder(), 'one.csv')
      writeFileSync(path, [...(files.get(names[at]) as Iterable<string>)].join(''))
      expect((await readScoreFile(path, limits)).table.rows).toBe(rows)
    }
  })
})
