import { type CsvError, type Options, parse } from 'csv-parse/sync'
import { NumeracyError } from '../../base/error.ts'
import { type BadRow, type Cell, type Separator, separators, type TableRows } from '../../base/table-rows.ts'

/** So many rows show how a file is written. */
const rowsShown = 200

/** A longer row is no row: a quote was left open, or the file is no table. 4 MiB. */
const maxRow = 4 * 2 ** 20

/** Stands in no text, so that a line is one cell. */
const noDelimiter = '\u001f'

/** How a file of rows is written, with its first rows. */
export interface CsvBeginning {
  readonly delimiter: string
  readonly rows: readonly (readonly string[])[]
}

/**
 * The ways in which the rows of a text may be separated into cells, best first: the mark that is named, or each that
 * gives most rows as many cells as the first; where none does, lines.
 */
export function csvBeginnings(
  file: string,
  bytes: Uint8Array,
  named: Separator | undefined,
): readonly CsvBeginning[] {
  if (named !== undefined)
    return [{ delimiter: separators[named], rows: firstRows(file, bytes, separators[named]) }]
  const found = ['\t', ';', ',', '|'].flatMap(delimiter => {
    try {
      const rows = firstRows(file, bytes, delimiter)
      const width = rows[0]?.length ?? 0
      const alike = rows.filter(row => row.length === width).length / rows.length
      return width > 1 && alike > 0.5 ? [{ delimiter, rows, alike }] : []
    } catch {
      return []
    }
  })
  const best = Math.max(...found.map(({ alike }) => alike))
  const fit = found.filter(({ alike }) => alike === best)
  return fit.length > 0 ? fit : [{ delimiter: noDelimiter, rows: firstRows(file, bytes, noDelimiter) }]
}

function settings(delimiter: string): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // Beside tabs a quote inside a text, as in 12" pipe, is one.
    relax_quotes: delimiter === '\t',
    skip_empty_lines: true,
    trim: true,
    max_record_size: maxRow,
  }
}

function firstRows(file: string, bytes: Uint8Array, delimiter: string): readonly (readonly string[])[] {
  try {
    return parse(bytes as Buffer, {
      ...settings(delimiter),
      to: rowsShown,
      skip_records_with_error: true,
    }) as string[][]
  } catch (error) {
    throw unfinished(file, error as CsvError)
  }
}

/**
 * The cells of some columns, of all rows.
 * @param from rows that are no documents: 1 for a header
 * @throws NumeracyError `input` for a row that cannot be parsed, where such rows are not skipped, and for a quote that is never closed
 */
export function csvRows(
  file: string,
  bytes: Uint8Array,
  {
    delimiter,
    width,
    needed,
    from,
  }: {
    readonly delimiter: string
    readonly width: number
    readonly needed: readonly number[]
    readonly from: number
  },
): TableRows {
  const columns: Cell[][] = needed.map(() => [])
  const places: number[] = []
  const bad: BadRow[] = []
  let left = from
  try {
    parse(bytes as Buffer, {
      ...settings(delimiter),
      skip_records_with_error: true,
      on_skip: error => {
        // What is behind these was read as a part of them, and would be left out with them.
        if (error !== undefined && endings.has(error.code)) throw error
        bad.push({ where: `${file}, line ${error?.lines ?? 0}`, problem: wordsOf(error) })
        return undefined
      },
      on_record: (record: string[], { lines }) => {
        if (left-- > 0) return null
        const line = lines - record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
        if (record.length < width || record.slice(width).some(cell => cell !== '')) {
          bad.push({
            where: `${file}, line ${line}`,
            problem: `got ${record.length} ${record.length === 1 ? 'column' : 'columns'}; expected ${width}, as on the first line. A text with the separator stands in double quotes.`,
          })
          return null
        }
        places.push(line)
        for (const [at, column] of needed.entries()) columns[at].push(record[column])
        return null
      },
    })
  } catch (error) {
    throw unfinished(file, error as CsvError)
  }
  return { columns, places, bad }
}

/** Errors that end the reading. */
const endings: ReadonlySet<string> = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'])

function wordsOf(error: CsvError | undefined): string {
  return error?.code?.includes('QUOTE')
    ? 'a double quote opens or closes in the wrong place. Write a quote inside a text as two, and the text in quotes.'
    : `it cannot be parsed (${error?.message ?? 'for no reason that is known'}).`
}

/** What ends the reading of a file: nothing behind it can be trusted. */
function unfinished(file: string, error: CsvError): NumeracyError {
  const line = error.records === undefined ? '' : `, behind row ${Number(error.records).toLocaleString('en')}`
  const problem =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a double quote opens that is never closed. Close it, or write a quote inside a text as two, and the text in quotes.'
      : error.code === 'CSV_MAX_RECORD_SIZE'
        ? `a row is longer than ${maxRow / 2 ** 20} MiB. A double quote may be left open, or the file is no table.`
        : `it cannot be parsed as a table (${error.message}).`
  return new NumeracyError('input', `${file}${line}: ${problem}`, { cause: error, details: { file } })
}
