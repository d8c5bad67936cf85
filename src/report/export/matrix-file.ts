import { floatBytes } from '../../base/float-codec.ts'
import type { Run, RunMatrix } from '../../store/run.ts'
import { csvNumbers } from '../../store/table/csv-text.ts'
import { npyFile } from '../../store/table/npy-file.ts'
import { parquetFile } from '../../store/table/parquet-file.ts'

/** The similarities of a matrix as a file, just as the run holds them: a row for each query, a column for each document. */
export async function matrixFile(
  run: Run,
  { series, rows, columns, dtype, values }: RunMatrix,
  ending: 'csv' | 'npy' | 'parquet',
): Promise<string | Uint8Array> {
  if (ending === 'npy') return npyFile({ dtype, rows, columns, bytes: floatBytes(values, dtype) })
  if (ending === 'csv')
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
