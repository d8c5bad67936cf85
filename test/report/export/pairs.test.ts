import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { beforeAll, expect, test } from 'vitest'
import { rangeSeries } from '../../../src/series/range.ts'
import { rulerDistance } from '../../../src/series/ruler.ts'
import { defineSeries } from '../../../src/series/series.ts'
import type { Run } from '../../../src/store/run.ts'
import { askPython, canImport } from '../../docs/python.ts'
import { probedRun } from '../../fixtures/probed-run.ts'
import { exported, exportedPath, exportedText } from './exported.ts'

const texts = ['=1+1', '+5', '-5', 'a "b", c', 'two\nlines', "'=x", '#9']
const hostile = defineSeries({
  id: 'hostile',
  family: 'number',
  description: 'Documents that break tables.',
  source: 'test',
  texts,
  values: [1, 2, 4, 8, 16, 32, 64],
  ruler: 'log',
  period: null,
})

let run: Run
beforeAll(async () => {
  run = await probedRun([rangeSeries('1..12'), hostile])
})

const columns = [
  'series',
  'model',
  'prompt',
  'anchor',
  'candidate',
  'anchor_value',
  'candidate_value',
  'distance',
  'lag',
  'similarity',
]

/** What the table must hold, made of the run in the plainest way. */
function expected(held: Run): (string | number | null)[][] {
  return held.matrices
    .filter(({ experiment }) => experiment === 'pairs')
    .flatMap(matrix => {
      const { id, texts, values, ruler, period } = held.series.find(each => each.id === matrix.series)!
      return texts.flatMap((anchor, i) =>
        texts.map((candidate, j) => [
          id,
          matrix.model,
          matrix.prompt,
          anchor,
          candidate,
          values[i],
          values[j],
          Number(rulerDistance(ruler, period, values[i], values[j]).toPrecision(9)),
          Math.abs(i - j),
          matrix.values[i * texts.length + j],
        ]),
      )
    })
}

test('as Parquet hold every anchor against every candidate, texts as they are, in the order of the run', async () => {
  const path = await exportedPath(run, 'pairs.parquet')
  const file = new Uint8Array(readFileSync(path)).buffer
  const { children } = parquetSchema(parquetMetadata(file))
  expect(children.map(({ element }) => element.name)).toEqual(columns)
  expect(children.map(({ element }) => element.type)).toEqual([
    ...Array(5).fill('BYTE_ARRAY'),
    ...Array(3).fill('DOUBLE'),
    'INT32',
    'DOUBLE',
  ])
  const objects = await parquetReadObjects({ file })
  expect(objects.map(row => columns.map(name => row[name] ?? null))).toEqual(expected(run))
})

test('as CSV hold the same, with an apostrophe before what is a formula to a spreadsheet, which is said', async () => {
  const { note } = await exported(run, 'pairs.csv')
  expect(note).toMatch(/^3 texts begin as a formula of a spreadsheet does, such as "=1\+1"/)
  const [head, ...rows] = parse(await exportedText(run, 'pairs.csv'), {
    record_delimiter: '\r\n',
  }) as string[][]
  expect(head).toEqual(columns)
  const guarded = (text: string) => (['=1+1', '+5', "'=x"].includes(text) ? `'${text}` : text)
  expect(rows).toEqual(
    expected(run).map(row =>
      row.map(cell => (typeof cell === 'string' ? guarded(cell) : String(cell ?? ''))),
    ),
  )
  const { note: silent } = await exported(run, 'pairs.csv', { selector: { series: '1..12' } })
  expect(silent).toBeNull()
})

test('are those of the series and the model that are meant', async () => {
  const selector = { series: 'hostile', model: 'reranker:test:fake' }
  const rows = (await exportedText(run, 'pairs.csv', { selector })).split('\r\n')
  expect(rows).toHaveLength(texts.length ** 2 + 2)
  await expect(exported(run, 'pairs.csv', { selector: { series: 'none' } })).rejects.toMatchObject({
    code: 'unknown',
  })
})

test('are written anchor by anchor, so that no more than one of them is in memory', async () => {
  for (const name of ['pairs.csv', 'pairs.parquet']) {
    const { files } = await exported(run, name)
    const content = files.get(name)!
    expect(typeof content === 'string' || content instanceof Uint8Array).toBe(false)
    const parts = [...(content as Iterable<string | Uint8Array>)]
    expect(parts.length).toBeGreaterThan(1)
  }
  const [, first] = (await exported(run, 'pairs.csv')).files.get('pairs.csv') as Iterable<string>
  expect(first.split('\r\n')).toHaveLength(12 + 1)
})

const hasPandas = canImport('pandas')
test.skipIf(!hasPandas)('are one table to pandas, from CSV and from Parquet', async () => {
  const program = `
import json, sys, pandas
table = pandas.read_csv(sys.argv[1], keep_default_na=False) if sys.argv[1].endswith('csv') else pandas.read_parquet(sys.argv[1])
print(json.dumps([list(table.columns), table.similarity.tolist(), table.distance.tolist(), table.candidate.tolist()]))
`
  for (const name of ['pairs.csv', ...(canImport('pyarrow') ? ['pairs.parquet'] : [])]) {
    const path = await exportedPath(run, name, { selector: { series: 'hostile' } })
    const [names, similarities, distances, candidates] = askPython(program, path) as [
      string[],
      number[],
      number[],
      string[],
    ]
    const rows = expected(run).filter(([series]) => series === 'hostile')
    expect(names).toEqual(columns)
    expect(similarities).toEqual(rows.map(row => row[9]))
    expect(distances).toEqual(rows.map(row => row[7]))
    if (name.endsWith('parquet')) expect(candidates).toEqual(rows.map(row => row[4]))
  }
})
