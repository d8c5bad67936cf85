import { readFileSync } from 'node:fs'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { rangeSeries } from '../../../src/series/range.ts'
import type { Run } from '../../../src/store/run.ts'
import { readScoreFile } from '../../../src/store/score-file.ts'
import { askPython, canImport, hasNumpy, python } from '../../docs/python.ts'
import { hostileSeries, probedRun } from '../../fixtures/probed-run.ts'
import { exported, exportedPath, exportedText } from './exported.ts'

let run: Run
let single: Run
let rows: number[][]
beforeAll(async () => {
  run = await probedRun([rangeSeries('1..12'), hostileSeries])
  const [{ values, columns }] = run.matrices
  rows = Array.from({ length: columns }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)])
  single = {
    ...run,
    matrices: run.matrices.map(matrix => ({
      ...matrix,
      dtype: 'float32',
      values: matrix.values.map(Math.fround),
    })),
  }
})

const limits = { rows: 100, columns: 100 }
const without = (what: string) => (python === undefined ? 'this package alone, for lack of Python' : what)

const npyByStruct = `
import ast, json, struct, sys
with open(sys.argv[1], 'rb') as file:
    data = file.read()
assert data[:8] == b'\\x93NUMPY\\x01\\x00'
(length,) = struct.unpack('<H', data[8:10])
assert (10 + length) % 64 == 0
header = ast.literal_eval(data[10:10 + length].decode('latin1'))
assert not header['fortran_order']
(rows, columns), code = header['shape'], {'<f8': 'd', '<f4': 'f'}[header['descr']]
numbers = struct.unpack('<%d%s' % (rows * columns, code), data[10 + length:])
print(json.dumps([header['descr'][1:], [numbers[row * columns:(row + 1) * columns] for row in range(rows)]]))
`
const npyByNumpy = `
import json, sys, numpy
matrix = numpy.load(sys.argv[1])
assert matrix.flags['C_CONTIGUOUS']
print(json.dumps([matrix.dtype.str[1:], matrix.tolist()]))
`

describe('a matrix', () => {
  test(`as .npy is read by ${without(hasNumpy ? 'NumPy' : "Python's struct")}, in its own precision`, async () => {
    const path = await exportedPath(run, 'matrix.npy')
    expect((await readScoreFile(path, limits)).table.data).toEqual(Float64Array.from(rows.flat()))
    if (python === undefined) return
    const program = hasNumpy ? npyByNumpy : npyByStruct
    expect(askPython(program, path)).toEqual(['f8', rows])
    const rounded = rows.map(row => row.map(Math.fround))
    expect(askPython(program, await exportedPath(single, 'matrix.npy'))).toEqual(['f4', rounded])
  })

  const hasPandas = canImport('pandas')
  test(`as CSV is read by ${without(hasPandas ? 'pandas' : "Python's csv")}, to the last bit`, async () => {
    const path = await exportedPath(run, 'matrix.csv')
    expect((await readScoreFile(path, limits)).table.data).toEqual(Float64Array.from(rows.flat()))
    if (python === undefined) return
    const read = hasPandas
      ? 'import pandas; rows = pandas.read_csv(sys.argv[1], header=None).values.tolist()'
      : "import csv; rows = [[float(cell) for cell in row] for row in csv.reader(open(sys.argv[1], newline=''))]"
    const numbers = askPython(`import json, sys; ${read}; print(json.dumps(rows))`, path)
    expect(numbers).toEqual(rows)
  })

  const hasPyarrow = canImport('pyarrow.parquet')
  test(`as Parquet is read by ${hasPyarrow ? 'pyarrow and ' : ''}hyparquet, a column for each document`, async () => {
    for (const { id, texts } of run.series.filter(series =>
      ['1..12', hostileSeries.id].includes(series.id),
    )) {
      const path = await exportedPath(run, 'matrix.parquet', {
        selector: { series: id, experiment: 'pairs' },
      })
      const file = new Uint8Array(readFileSync(path)).buffer
      const { children } = parquetSchema(parquetMetadata(file))
      expect(children.map(({ element }) => [element.name, element.type])).toEqual(
        texts.map(text => [text, 'DOUBLE']),
      )
      const { values } = run.matrices.find(matrix => matrix.series === id && matrix.experiment === 'pairs')!
      const objects = await parquetReadObjects({ file })
      expect(objects.flatMap(row => texts.map(text => row[text]))).toEqual([...values])
      if (!hasPyarrow) continue
      const [names, types, cells] = askPython(
        'import json, sys, pyarrow.parquet; t = pyarrow.parquet.read_table(sys.argv[1]); print(json.dumps([t.column_names, [str(x) for x in t.schema.types], [c.to_pylist() for c in t.columns]]))',
        path,
      ) as [string[], string[], number[][]]
      expect(names).toEqual(texts)
      expect(new Set(types)).toEqual(new Set(['double']))
      expect(texts.flatMap((_, row) => cells.map(column => column[row]))).toEqual([...values])
    }
  })
})

describe('the measures', () => {
  const hasPandas = canImport('pandas')
  test(`are read by ${without(hasPandas ? 'pandas, numbers as numbers' : "Python's csv")}`, async () => {
    const path = await exportedPath(run, 'measures.csv')
    const lines = readFileSync(path, 'utf8').split('\r\n')
    expect(lines).toHaveLength(run.measures.length + 2)
    expect(lines[0]).toBe(
      'series,model,prompt,id,value,low,high,chance,floor_model,floor_value,floor_margin,floor_low,floor_high,verdict,reason,roles',
    )
    if (python === undefined) return
    const byPandas = `
import json, sys, pandas
table = pandas.read_csv(sys.argv[1], keep_default_na=False, na_values=[''])
for name in ('value', 'low', 'high', 'chance', 'floor_value', 'floor_margin', 'floor_low', 'floor_high'):
    assert table[name].dtype == 'float64', name
records = json.loads(table.to_json(orient='records', double_precision=15))
`
    const byCsv = `
import csv, json, sys
texts = ('series', 'model', 'prompt', 'id', 'floor_model', 'verdict', 'reason', 'roles')
def cell(name, text):
    return None if text == '' else text if name in texts else float(text)
records = [{name: cell(name, text) for name, text in row.items()} for row in csv.DictReader(open(sys.argv[1], newline=''))]
`
    const records = askPython(`${hasPandas ? byPandas : byCsv}\nprint(json.dumps(records))`, path) as Record<
      string,
      unknown
    >[]
    for (const [at, measure] of run.measures.entries()) {
      const { series, model, prompt, id, value, interval, floor, reason } = measure
      expect(records[at]).toMatchObject({ series, model, prompt, id, reason: reason ?? null })
      expect(records[at].floor_model).toBe(floor?.model ?? null)
      for (const [name, number] of Object.entries({ value, low: interval?.[0], floor_value: floor?.value })) {
        if (number == null) expect(records[at][name]).toBeNull()
        else expect(records[at][name]).toBeCloseTo(number, 12)
      }
    }
  })

  test('have the verdict on the line of the concordance alone', async () => {
    const lines = (await exportedText(run, 'measures.csv', { selector: { series: '1..12' } })).split('\r\n')
    const reported = lines.filter(line =>
      /,(?:reversed|chance|below-spelling|spelling|understands|partly),,(?:same)?$/.test(line),
    )
    expect(reported.map(line => line.split(',').at(-3))).toEqual(
      run.verdicts.filter(({ series }) => series === '1..12').map(({ verdict }) => verdict),
    )
    for (const line of reported) expect(line).toContain(',concordance,')
  })
})

describe('the card', () => {
  const hub = canImport('huggingface_hub')
  test(`is a README that ${hub ? 'huggingface_hub' : 'yaml'} reads, with the scores of every series`, async () => {
    const { files } = await exported(run, 'card.md')
    const text = String(files.get('card.md'))
    const [, metadata] = /^---\n([\s\S]*?)\n---\n/.exec(text)!
    const [{ name, results }] = parse(metadata)['model-index'] as [{ name: string; results: Result[] }]
    const model = run.models[0]
    expect(name).toBe(model.identity.model)
    const headlines = run.measures.filter(({ id, model: of }) => id === 'concordance' && of === model.id)
    expect(results.map(({ dataset }) => dataset.config)).toEqual(headlines.map(({ series }) => series))
    for (const [at, { value, interval, floor }] of headlines.entries()) {
      const scores = Object.fromEntries(results[at].metrics.map(metric => [metric.type, metric.value]))
      expect(scores.concordance).toBe(rounded(value!))
      expect(scores.concordance_low).toBe(rounded(interval?.[0]))
      expect(scores.concordance_high).toBe(rounded(interval?.[1]))
      expect(scores.spelling_floor).toBe(rounded(floor?.value))
    }
    if (!hub) return
    const program = `
import dataclasses, json, sys
from huggingface_hub import ModelCard
from huggingface_hub.repocard_data import eval_results_to_model_index, model_index_to_eval_results
card = ModelCard.load(sys.argv[1])
again = model_index_to_eval_results(eval_results_to_model_index(card.data.model_name, card.data.eval_results))[1]
assert again == card.data.eval_results
print(json.dumps([card.data.model_name, [dataclasses.asdict(each) for each in card.data.eval_results]]))
`
    const path = await exportedPath(run, 'card.md')
    const [readName, evalResults] = askPython(program, path) as [string, Record<string, unknown>[]]
    expect(readName).toBe(name)
    expect(
      evalResults.map(({ dataset_config, metric_type, metric_value }) => [
        dataset_config,
        metric_type,
        metric_value,
      ]),
    ).toEqual(
      results.flatMap(({ dataset, metrics }) =>
        metrics.map(({ type, value }) => [dataset.config, type, value]),
      ),
    )
  })
})

interface Result {
  readonly dataset: { readonly config: string }
  readonly metrics: readonly { readonly type: string; readonly value: number }[]
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(4))
}
