import { floatBytes } from '../../base/float-codec.ts'
import type { Run, RunMatrix } from '../../store/run.ts'
import { csvNumbers } from '../../store/table/csv-text.ts'
import { npyFile } from '../../store/table/npy-file.ts'
import { parquetFile } from '../../store/table/parquet-file.ts'
import type { Exported, ToWrite } from './format.ts'
import { firstOf, selected } from './selection.ts'

/** One matrix of a run, by the extension of the name. */
export async function matrixExport({ run, name, extension, selector }: ToWrite): Promise<Exported> {
  const { first, note } = firstOf(selected(run, run.matrices, selector), { what: 'matrices' })
  const { series, model, prompt, experiment } = first
  return {
    files: new Map([[name, await matrixFile(run, first, extension)]]),
    of: { series, model, prompt, experiment },
    note,
  }
}

/** The similarities of a matrix as a file, just as the run holds them: a row for each query, a column for each document. */
async function matrixFile(
  run: Run,
  { series, rows, columns, dtype, values }: RunMatrix,
  extension: string,
): Promise<string | Uint8Array> {
  if (extension === 'npy') return npyFile({ dtype, rows, columns, bytes: floatBytes(values, dtype) })
  if (extension === 'csv')
    return csvNumbers(
      Array.from({ length: rows }, (_, row) => values.subarray(row * columns, (row + 1) * columns)),
    )
  const { texts } = run.series.find(({ id }) => id === series)!
  const names = Array.from({ length: columns }, (_, column) =>
    columns === texts.length ? texts[column] : String(column),
  )
  const column = (at: number) => Float64Array.from({ length: rows }, (_, row) => values[row * columns + at])
  return parquetFile(
    names,
    names.map((_, at) => column(at)),
  )
}
