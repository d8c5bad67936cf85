import { NumeracyError } from '../base/error.ts'
import { defineSeries, maxDocumentLength, maxDocuments, type Series } from './series.ts'
import { quote, readAs, readValue, readValues } from './value.ts'

/**
 * A series from the lines of a file: one text a line, or `text,value` (also with a tab). A text with a comma
 * or a quote stands in double quotes, as in RFC 4180. Values that are not given are read from the texts.
 * Items are put in ascending order of value.
 *
 * @param name the file's name, for the id and the messages
 * @throws NumeracyError `input` that names the line
 */
export function seriesFromLines(name: string, content: string): Series {
  const { rows, count } = linesOf(content)
  if (count > maxDocuments) {
    throw new NumeracyError(
      'input',
      `${name}: got ${count.toLocaleString('en')} lines; at most ${maxDocuments.toLocaleString('en')} are compared with each other. Take a part of them.`,
    )
  }
  if (rows.length < 3) {
    throw new NumeracyError(
      'input',
      `${name}: got ${rows.length} ${rows.length === 1 ? 'line' : 'lines'} with text; a series needs at least 3. Add lines.`,
    )
  }
  const where = (index: number) => `${name}, line ${rows[index].number}`
  const lines = rows.map(row => row.line)
  const split = lines.map((line, index) => splitLine(line, where(index)))
  const whole = lines.map(line => readValue(line) !== null)
  if (whole.every(Boolean) && split.every(row => row.length === 2)) {
    throw new NumeracyError(
      'input',
      `${where(0)}: got ${quote(lines[0])}, which reads as one value and as text and value. Put a value that holds a comma in double quotes, or separate the columns by a tab.`,
    )
  }
  const oneColumn = split.some(row => row.length === 1)
  const cells = split.map((row, index) => (oneColumn && whole[index] ? [lines[index].trim()] : row))
  const width = cells[0].length
  for (const [index, row] of cells.entries()) {
    if (row.length !== width || row.length > 2) {
      throw new NumeracyError(
        'input',
        `${where(index)}: got ${row.length} ${row.length === 1 ? 'column' : 'columns'} (${quote(lines[index])}); expected ${width === 1 ? 'one text' : 'text and value'}, as on the first line. A text with a comma stands in double quotes.`,
      )
    }
  }
  const texts = cells.map(row => row[0])
  for (const [index, text] of texts.entries()) refuseUnfit(text, where(index))
  const read =
    width === 2
      ? { family: 'number' as const, values: cells.map((row, index) => givenValue(row[1], where(index))) }
      : readValues(texts, where)
  refuseDoubles(texts, 'text', where)
  refuseDoubles(read.values, 'value', where)
  const order = read.values.map((_, index) => index).sort((a, b) => read.values[a] - read.values[b])
  return defineSeries({
    id: name,
    family: read.family,
    description: `${texts.length} documents from ${name}.`,
    source: name,
    texts: order.map(index => texts[index]),
    values: order.map(index => read.values[index]),
    ruler: 'linear',
    period: null,
    ...(width === 2 && { readUnit: null }),
  })
}

interface Row {
  readonly line: string
  /** From 1. */
  readonly number: number
}

/** The lines that are not empty: the first of them, as many as a series may have, and how many there are. */
function linesOf(content: string): { readonly rows: readonly Row[]; readonly count: number } {
  const rows: Row[] = []
  let count = 0
  for (const [index, line] of content
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue
    count++
    if (count <= maxDocuments) rows.push({ line, number: index + 1 })
  }
  return { rows, count }
}

/** Refused here and not only by `defineSeries`, which knows the places in the order of the values, not the lines. */
function refuseUnfit(text: string, where: string): void {
  if (text.trim() === '') {
    throw new NumeracyError('input', `${where}: got an empty text; expected a document. Remove the line.`)
  }
  if (text.length > maxDocumentLength) {
    throw new NumeracyError(
      'input',
      `${where}: got a text of ${text.length.toLocaleString('en')} characters; at most ${maxDocumentLength.toLocaleString('en')} are taken. Shorten it.`,
    )
  }
}

function givenValue(cell: string, where: string): number {
  const value = readAs('number', cell)
  if (value === null)
    throw new NumeracyError('input', `${where}: got the value ${quote(cell)}; expected a finite number.`)
  return value
}

function refuseDoubles(
  items: readonly (string | number)[],
  kind: string,
  where: (index: number) => string,
): void {
  const firstAt = new Map<string | number, number>()
  for (const [index, item] of items.entries()) {
    const earlier = firstAt.get(item)
    if (earlier !== undefined) {
      throw new NumeracyError(
        'input',
        `${where(index)}: got the ${kind} ${quote(String(item))} again (first at ${where(earlier)}); each may stand once. Remove one.`,
      )
    }
    firstAt.set(item, index)
  }
}

/** The cells of one line of comma- or tab-separated text. */
function splitLine(line: string, where: string): string[] {
  if (line.includes('\t')) return line.split('\t').map(cell => cell.trim())
  const cells: string[] = []
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^,"]*))\s*(,|$)/y
  for (;;) {
    const match = cell.exec(line)
    if (match === null)
      throw new NumeracyError(
        'input',
        `${where}: got ${quote(line)}, where a double quote opens or closes in the wrong place. Write a quote inside a text as two.`,
      )
    cells.push(match[1] === undefined ? match[2].trim() : match[1].replaceAll('""', '"'))
    if (match[3] === '') return cells
  }
}
