import { unfitCharacter } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { type BadRow, separators } from '../base/table-rows.ts'
import { cellsOf, type Delimiter, splitLine, withoutTrailing } from './line-cells.ts'
import { type FileSeries, fileSeries } from './table/file-series.ts'
import { notationsOf, type TableOptions } from './table/table-options.ts'
import { readingsAs, readingsOf } from './value.ts'

/**
 * A series from the lines of a file: one text a line, or text and value, separated by a comma, a semicolon or a tab.
 * A text that holds the separator stands in double quotes, as in RFC 4180. Values that are not given are read from
 * the texts. What has two readings is refused; a first line `text` or `text,value` decides whether there are values.
 * Items are put in ascending order of value. Equal texts are one document, which the series' notes say; equal values
 * are allowed.
 *
 * @param name the file's name, for the id and the messages
 * @throws NumeracyError `input` that names the line
 */
export function seriesFromLines(name: string, content: string, options: TableOptions = {}): FileSeries {
  const { rows, header } = linesOf(content)
  const lines = withoutTrailing(rows.map(row => row.line))
  const delimiter = delimiterOf(lines, options)
  const bad: BadRow[] = []
  const read: Read[] = []
  for (const [at, { number }] of rows.entries()) {
    const where = `${name}, line ${number}`
    const problem = unfitLine(rows[at].line)
    try {
      if (problem !== null) throw new NumeracyError('input', `${where}: ${problem}`)
      read.push({ line: lines[at], where, cells: splitLine(lines[at], delimiter, where) })
    } catch (error) {
      if (!(error instanceof NumeracyError)) throw error
      if (options.skipBadRows !== true) throw error
      bad.push({ where, problem: error.message.slice(where.length + 2) })
    }
  }
  const cells = columnsOf(read, delimiter, header, options)
  const width = cells[0]?.length ?? 1
  const fit: number[] = []
  for (const [index, row] of cells.entries()) {
    if (row.length === width && row.length <= 2) fit.push(index)
    else {
      const problem = `got ${row.length} ${row.length === 1 ? 'column' : 'columns'} (${quoted(read[index].line)}); expected ${width === 1 ? 'one text' : 'text and value'}, as on the first line. A text with a comma stands in double quotes.`
      if (options.skipBadRows !== true) throw new NumeracyError('input', `${read[index].where}: ${problem}`)
      bad.push({ where: read[index].where, problem })
    }
  }
  const texts = fit.map(index => cells[index][0])
  const where = (at: number) => read[fit[at]].where
  const values = width === 2 ? fit.map(index => cells[index][1]) : null
  return fileSeries(
    {
      id: name,
      file: name,
      format: 'lines of text',
      documents: null,
      valuesFrom: width === 2 ? 'the second column' : null,
      texts,
      cells: values ?? texts,
      isSame: width === 1,
      as: width === 2 ? 'number' : null,
      notations: notationsOf(decimalOf(values, delimiter, options)),
      bad,
      row: 'line',
      where,
      whereValue: where,
      otherColumns: 'Write each as one, or give its value in a second column.',
    },
    options,
  )
}

interface Read {
  readonly line: string
  readonly where: string
  readonly cells: readonly string[]
}

/** A comma that separates columns is no decimal comma, so that a point is the decimal one there. */
function decimalOf(
  values: readonly string[] | null,
  delimiter: Delimiter,
  options: TableOptions,
): TableOptions {
  const isPoint =
    options.decimal === undefined && delimiter === ',' && values?.every(value => !value.includes(','))
  return isPoint ? { ...options, decimal: 'point' } : options
}

interface Row {
  readonly line: string
  /** From 1. */
  readonly number: number
}

/** What a first line says of the others; null where there is none. */
type Header = 'text' | 'text and value' | null

/** The lines that are not empty, except for one that says what the others hold. */
function linesOf(content: string): { readonly rows: readonly Row[]; readonly header: Header } {
  const rows: Row[] = []
  let header: Header = null
  for (const [index, line] of content
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue
    if (rows.length === 0 && header === null) {
      header = headerOf(line)
      if (header !== null) continue
    }
    rows.push({ line, number: index + 1 })
  }
  return { rows, header }
}

function headerOf(line: string): Header {
  const names = line.toLowerCase().replaceAll('"', '').trim()
  if (names === 'text') return 'text'
  return /^text\s*[,;\t]\s*value$/.test(names) ? 'text and value' : null
}

/** A tab wherever there is one; a semicolon where each line has one before a number at its end; else a comma. */
function delimiterOf(lines: readonly string[], { delimiter, decimal }: TableOptions): Delimiter {
  if (delimiter !== undefined) return delimiter === 'bar' ? '\t' : separators[delimiter]
  if (lines.some(line => line.includes('\t'))) return '\t'
  const fits = lines.every(line => {
    const cells = cellsOf(line, ';')
    return cells !== null && cells.length > 1 && readingsAs('number', cells[cells.length - 1]).length > 0
  })
  return fits || decimal === 'comma' ? ';' : ','
}

/** The text of each line, or its text and value: 19,99 may be either, and is refused where nothing decides. */
function columnsOf(
  read: readonly Read[],
  delimiter: Delimiter,
  header: Header,
  options: TableOptions,
): readonly (readonly string[])[] {
  const wholes = read.map(({ line, cells }) => (cells.length === 1 ? cells[0] : line.trim()))
  if (header === 'text') return wholes.map(whole => [whole])
  const split = read.map(({ cells }) => cells)
  if (header === 'text and value' || delimiter !== ',' || options.delimiter !== undefined) return split
  const isWhole = wholes.map(whole => readingsOf(whole).length > 0)
  const alone = isWhole.filter(Boolean).length
  const inTwo = split.every(cells => cells.length === 2 && readingsAs('number', cells[1]).length > 0)
  if (inTwo && alone > read.length / 2) {
    const at = isWhole.indexOf(true)
    const [text, value] = split[at]
    throw new NumeracyError(
      'input',
      `${read[at].where}: got ${quoted(read[at].line)}, which reads as one value and as text and value (${quoted(text)} worth ${value}). Add --decimal comma where it is one value, or put a line before the first that says which: text, or text,value. Or put a value that holds a comma in double quotes.`,
    )
  }
  const oneColumn = split.some(cells => cells.length === 1) || (alone === read.length && !inTwo)
  return split.map((cells, index) => (oneColumn && isWhole[index] ? [wholes[index]] : cells))
}

function unfitLine(line: string): string | null {
  const character = unfitCharacter(line)
  if (character === null) return null
  return `got the character ${character} in ${quoted(line)}; expected text without control characters. Remove it${character === 'U+0000' ? ', or save the file as UTF-8' : ''}.`
}
