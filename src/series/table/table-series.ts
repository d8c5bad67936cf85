import { type TableRows, textOf } from '../../base/table-rows.ts'
import { type Layout, listed, type TableBeginning } from './columns.ts'
import { type FileSeries, fileSeries } from './file-series.ts'
import { notationsOf, type TableOptions } from './table-options.ts'

/** The columns that a layout needs: those of its documents, then that of its values. */
export function neededColumns({ documents, value }: Layout): readonly number[] {
  return [...documents, value]
}

/**
 * The series of a table.
 * @throws NumeracyError `input` that names line and column
 */
export function seriesFromTable(
  {
    file,
    format,
    place,
    ...beginning
  }: TableBeginning & { readonly format: string; readonly place: 'line' | 'row' },
  layout: Layout,
  rows: TableRows,
  options: TableOptions,
): FileSeries {
  const { documents, between, documentsName, valuesName, width, names } = layout
  const parts = rows.columns.slice(0, documents.length)
  const cells = rows.columns[documents.length]
  const isPlain = documents.length === 1 && between.every(text => text === '')
  const texts = rows.places.map((_, at) =>
    isPlain
      ? textOf(parts[0][at])
      : between.map((text, part) => (part === 0 ? text : textOf(parts[part - 1][at]) + text)).join(''),
  )
  const where = (at: number) => `${file}, ${place} ${rows.places[at]}`
  const valueName = valuesName ?? documentsName
  const named = { file, names, width, rows: layout.hasHeader ? beginning.rows.slice(1) : beginning.rows }
  return fileSeries(
    {
      id: documentsName === null ? file : `${file}:${slugOf(documentsName)}`,
      file,
      format,
      documents: documentsName,
      valuesFrom: valuesName,
      texts,
      cells,
      isSame: isPlain && layout.value === documents[0],
      as: null,
      notations: notationsOf(options),
      bad: rows.bad,
      row: place,
      where: at => (documentsName === null || !isPlain ? where(at) : `${where(at)}, column ${documentsName}`),
      whereValue: at => (valueName === null ? where(at) : `${where(at)}, column ${valueName}`),
      otherColumns:
        width === 1
          ? 'Write each as one, or give the values in a column of their own.'
          : `Name the column of the values:\n${listed(named, '--value-column')}`,
    },
    options,
  )
}

/** A template as a part of an id. */
function slugOf(name: string): string {
  if (!name.includes('{')) return name
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}
