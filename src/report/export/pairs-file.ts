import { roundSignificant } from '../../math/round.ts'
import { lagOf, rulerDistance } from '../../series/ruler.ts'
import type { Run, RunMatrix } from '../../store/run.ts'
import { csvLine, guardNote } from '../../store/table/csv-text.ts'
import { type ColumnType, parquetParts } from '../../store/table/parquet-file.ts'
import type { Exported, ToWrite } from './format.ts'
import { matrixTexts } from './matrix-texts.ts'
import { selected } from './selection.ts'

const columns = {
  series: 'STRING',
  model: 'STRING',
  prompt: 'STRING',
  anchor: 'STRING',
  candidate: 'STRING',
  anchor_value: 'DOUBLE',
  candidate_value: 'DOUBLE',
  distance: 'DOUBLE',
  lag: 'INT32',
  similarity: 'DOUBLE',
} as const satisfies Record<string, ColumnType>

type Column = keyof typeof columns
const names = Object.keys(columns) as Column[]

/** Rows of a Parquet file that are held in memory at once, at most as many more as one anchor has candidates. */
const groupRows = 50_000

/**
 * Every anchor against every candidate, itself included: a line each, matrix by matrix and anchor by anchor. It is
 * written as it is made, so that memory is needed for one anchor (CSV) or one group of rows (Parquet).
 */
export async function pairsExport({ run, name, extension, selector }: ToWrite): Promise<Exported> {
  const pairs = run.matrices.filter(({ experiment }) => experiment !== 'zero')
  const matrices = selected(run, pairs, selector)
  if (extension === 'parquet')
    return {
      files: new Map([[name, await parquetParts(columns, groups(run, matrices))]]),
      of: {},
      note: null,
    }
  return {
    files: new Map([[name, csvParts(run, matrices)]]),
    of: {},
    note: guardNote(
      matrices.flatMap(matrix => [
        matrix.series,
        matrix.model,
        ...(matrix.prompt === null ? [] : [matrix.prompt]),
        ...matrixTexts(run, matrix).columns,
      ]),
    ),
  }
}

type Row = { readonly [name in Column]: (typeof columns)[name] extends 'STRING' ? string | null : number }

function csvParts(run: Run, matrices: readonly RunMatrix[]): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      yield csvLine(names)
      for (const matrix of matrices)
        for (const rows of anchorRows(run, matrix))
          yield rows.map(row => csvLine(names.map(column => row[column]))).join('')
    },
  }
}

/** The same rows in groups, a list for each column. */
function* groups(run: Run, matrices: readonly RunMatrix[]): Generator<Record<Column, Row[Column][]>> {
  const empty = () =>
    Object.fromEntries(names.map(name => [name, []])) as unknown as Record<Column, Row[Column][]>
  let group = empty()
  for (const matrix of matrices) {
    for (const rows of anchorRows(run, matrix)) {
      for (const row of rows) for (const name of names) group[name].push(row[name])
      if (group.series.length < groupRows) continue
      yield group
      group = empty()
    }
  }
  if (group.series.length > 0) yield group
}

/** The rows of one anchor after the other, in the order of the matrix. */
function* anchorRows(run: Run, matrix: RunMatrix): Generator<Row[]> {
  const { series, anchors } = matrixTexts(run, matrix)
  const { texts, values, ruler, period } = series
  const { model, prompt } = matrix
  for (const [row, anchor] of anchors.entries()) {
    yield texts.map((candidate, at) => ({
      series: series.id,
      model,
      prompt,
      anchor: texts[anchor],
      candidate,
      anchor_value: values[anchor],
      candidate_value: values[at],
      distance: roundSignificant(rulerDistance(ruler, period, values[anchor], values[at]), 9),
      lag: lagOf(ruler, texts.length, anchor, at),
      similarity: matrix.values[row * matrix.columns + at],
    }))
  }
}
