import { basename, extname } from 'node:path'
import { checkArgument } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import { type Cell, separators } from '../base/table-rows.ts'
import { seriesFromLines } from '../series/lines.ts'
import { asksForColumns, headerOf, type Layout, layoutOf, namesColumns } from '../series/table/columns.ts'
import type { FileSeries } from '../series/table/file-series.ts'
import { checkTableOptions, type TableOptions } from '../series/table/table-options.ts'
import { neededColumns, seriesFromTable } from '../series/table/table-series.ts'
import { templatedSeries } from '../series/template.ts'
import { readingsOf } from '../series/value.ts'
import { givenBytes } from '../store/given-file.ts'
import { type CsvBeginning, csvBeginnings, csvRows } from '../store/table/csv-rows.ts'
import { jsonRows, looksLikeJson } from '../store/table/json-rows.ts'
import type { Refuse } from '../store/table/number-table.ts'
import { withParquetRows } from '../store/table/parquet-table.ts'
import { beginsWith, excelTexts, textOfFile, withoutSeparatorLine } from './series-text.ts'

/** A larger file holds no series: 512 MiB. */
const maxFileBytes = 512 * 2 ** 20

/** The endings that a series in a file may have. */
export const seriesEndings = ['csv', 'tsv', 'txt', 'jsonl', 'ndjson', 'json', 'parquet'] as const

/**
 * A series from a file of one's own: lines with one text, or text and value; or a table (CSV, TSV, JSON lines, a list
 * of JSON objects, Parquet) of which `options` name the columns. What has two readings is refused, with both.
 * @param path from the folder of this process, if it is relative
 * @throws NumeracyError `storage` when the file cannot be read, `input` for what it holds, `usage` where an option is
 * missing or does not fit
 */
export async function seriesFromFile(path: string, options: TableOptions = {}): Promise<FileSeries> {
  checkArgument('--series', path, 'text')
  checkTableOptions(options)
  const bytes = await givenBytes(path, {
    subject: `--series: ${path}`,
    expected: 'one with one text a line, or a table',
    advice: 'Give the path of a file with one text a line, or of a table.',
    whenTooLarge: 'Take a part of it.',
    maxBytes: maxFileBytes,
  })
  const file = basename(path)
  const { template } = options
  const series = await seriesOf(file, extname(path).toLowerCase(), bytes, options)
  if (template === undefined || namesColumns(template)) return series
  return { ...templatedSeries(series, template), read: series.read }
}

async function seriesOf(
  file: string,
  ending: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: TableOptions,
): Promise<FileSeries> {
  if (ending === '.parquet' || beginsWith(bytes, 'PAR1')) return parquetSeries(file, bytes, options)
  const written = textOfFile(file, bytes)
  if (['.jsonl', '.ndjson', '.json'].includes(ending) || looksLikeJson(written))
    return jsonSeries(file, written, options)
  const { text, ...said } = withoutSeparatorLine(written)
  return textSeries(file, excelTexts(text), { ...said, ...defined(options) })
}

function textSeries(file: string, text: string, options: TableOptions): FileSeries {
  const utf8 = Buffer.from(text)
  const isAsked = asksForColumns(options)
  const beginning = isAsked ? csvBeginning(file, utf8, options) : beginningOrNull(file, utf8, options)
  if (isAsked && beginning?.rows.length === 0)
    throw new NumeracyError(
      'input',
      `${file} holds no rows; expected a table with one document a row, and quotes that are closed. Check that it is the right file.`,
      { details: { file } },
    )
  if (beginning === null || (!isAsked && isPlain(beginning, text, options)))
    return seriesFromLines(file, text, options)
  return csvSeries(file, utf8, beginning, options)
}

function defined(options: TableOptions): TableOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** @throws NumeracyError `usage` where two marks separate the rows alike */
function csvBeginning(file: string, bytes: Uint8Array, options: TableOptions): CsvBeginning {
  const fit = csvBeginnings(file, bytes, options.delimiter)
  if (fit.length === 1) return fit[0]
  const withNames = fit.filter(({ rows }) => headerOf(rows, options) !== null)
  const chosen = withNames.length === 1 ? withNames[0] : decided(fit)
  if (chosen !== null) return chosen
  const [one, other] = fit
  const nameOf = ({ delimiter }: CsvBeginning) =>
    Object.entries(separators).find(([, mark]) => mark === delimiter)![0]
  throw new NumeracyError(
    'usage',
    `${file}: its rows read as ${one.rows[0].length} columns by ${nameOf(one)}s and as ${other.rows[0].length} by ${nameOf(other)}s. Add --delimiter ${nameOf(one)} or --delimiter ${nameOf(other)}.`,
    { details: { file } },
  )
}

/** Commas between digits are those of decimals where semicolons or tabs separate cells too. */
function decided([first, ...others]: readonly CsvBeginning[]): CsvBeginning | null {
  const isDecimal = others.every(
    ({ delimiter }) =>
      delimiter === ',' &&
      first.rows.every(row => row.every(cell => !cell.includes(',') || readingsOf(cell).length > 0)),
  )
  return isDecimal ? first : null
}

/** Lines that are no table have messages of their own. */
function beginningOrNull(file: string, bytes: Uint8Array, options: TableOptions): CsvBeginning | null {
  try {
    const beginning = csvBeginning(file, bytes, options)
    return beginning.rows.length === 0 ? null : beginning
  } catch (error) {
    if (error instanceof NumeracyError && error.code === 'input') return null
    throw error
  }
}

/** Whether a file is one text a line, or text and value: it has no names of columns and no third column. */
function isPlain({ rows }: CsvBeginning, text: string, options: TableOptions): boolean {
  const width = Math.max(0, ...rows[0].map((_, at) => (rows.some(row => row[at] !== '') ? at + 1 : 0)))
  const names = headerOf(rows, options)
  if (names !== null) return /^text(?:,value)?$/i.test(names.slice(0, width).join(','))
  if (width < 3) return true
  const lines = text.split(/\r\n|\n|\r/, 200).filter(line => line.trim() !== '')
  return lines.every(line => readingsOf(line).length > 0)
}

function csvSeries(
  file: string,
  bytes: Uint8Array,
  { delimiter, rows }: CsvBeginning,
  options: TableOptions,
): FileSeries {
  if (rows.length === 0) throw new NumeracyError('input', `${file}: it holds no rows. Give a file with some.`)
  const beginning = { file, names: null, rows }
  const layout = layoutOf(beginning, options)
  const read = csvRows(file, bytes, {
    delimiter,
    width: layout.width,
    needed: neededColumns(layout),
    from: layout.hasHeader ? 1 : 0,
  })
  const format = { ',': 'CSV', ';': 'CSV with semicolons', '\t': 'TSV', '|': 'CSV with bars' }[delimiter]
  return seriesFromTable(
    { ...beginning, format: format ?? 'lines of text', place: 'line' },
    layout,
    read,
    options,
  )
}

function jsonSeries(file: string, text: string, options: TableOptions): FileSeries {
  const { names, first, place, read } = jsonRows(file, text)
  if (first.length === 0 || names?.length === 0 || first.every(row => row.length === 0))
    throw new NumeracyError(
      'input',
      `${file}: it holds no rows of JSON. Give one object a line, or a list of them.`,
      { details: { file } },
    )
  const beginning = { file, names, rows: first }
  const layout = layoutOf(beginning, { ...options, header: false })
  return seriesFromTable(
    { ...beginning, format: 'JSON', place },
    layout,
    read(neededColumns(layout)),
    options,
  )
}

async function parquetSeries(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: TableOptions,
): Promise<FileSeries> {
  const refuse: Refuse = (problem, details = {}) => {
    throw new NumeracyError('input', `--series: ${file} ${problem}`, { details: { file, ...details } })
  }
  return withParquetRows(bytes, refuse, async ({ names, rows, cells }) => {
    if (rows < 1) refuse('holds no rows. Give a file with some.')
    if (names.length === 0)
      refuse(
        'has no column of texts, numbers or dates: what it has are lists or records. Give these columns of their own.',
      )
    const shown = await cells(names, 200)
    const beginning = { file, names, rows: rowsOf(shown) }
    const layout: Layout = layoutOf(beginning, options)
    const columns = await cells(
      neededColumns(layout).map(at => names[at]),
      rows,
    )
    const places = Array.from(columns[0], (_, at) => at + 1)
    return seriesFromTable(
      { ...beginning, format: 'Parquet', place: 'row' },
      layout,
      { columns, places, bad: [] },
      options,
    )
  })
}

function rowsOf(columns: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  return columns[0].map((_, row) => columns.map(cells => cells[row]))
}
