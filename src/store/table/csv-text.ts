import { printable } from '../../base/control-characters.ts'

export type CsvCell = string | number | null

/** A table as CSV (RFC 4180), numbers in full, nothing for null; what a spreadsheet would take for a formula is kept a text, and control characters stand as their pictures. */
export function csvText({
  columns,
  rows,
}: {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly CsvCell[])[]
}): string {
  return [columns, ...rows].map(csvLine).join('')
}

/** One line of such a table, with its end. */
export function csvLine(row: readonly CsvCell[]): string {
  return `${row.map(csvCell).join(',')}\r\n`
}

/**
 * An apostrophe goes before a formula, and before a text that begins as a guarded one does, so that it can be taken off
 * again; a minus before digits and signs between them, as in -5 or -5..5, begins none.
 */
const formula = /^'*(?:[=+@\t\r]|-(?![\d.,:]+$))/

/** One cell, in quotes where it needs them. */
function csvCell(value: CsvCell): string {
  if (value === null) return ''
  if (typeof value === 'number') return exact(value)
  const text = guarded(value)
  return /[",\r\n]/.test(text) ? quoted(text) : text
}

/** A text that names a row or a column: always in quotes, so that no reader takes it for a number or a mark. */
export function csvLabel(text: string): string {
  return quoted(guarded(text))
}

function guarded(text: string): string {
  const shown = printable(text)
  return formula.test(shown) ? `'${shown}` : shown
}

/** A text as it was before `csvText` or `csvLabel` put an apostrophe before it. */
export function unguarded(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}

/** What a user must know of texts that were written as CSV; null where all of them stand as they are. */
export function guardNote(texts: Iterable<string>): string | null {
  const begins = [...new Set(texts)].filter(text => formula.test(text))
  if (begins.length === 0) return null
  const [first] = begins
  const which = begins.length === 1 ? 'one text begins' : `${begins.length.toLocaleString('en')} texts begin`
  return `${which} as a formula of a spreadsheet does, such as ${JSON.stringify(first.slice(0, 40))}: an apostrophe stands before it in the CSV.`
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** The shortest text that is read as just that double. */
function exact(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}

/** Numbers alone as CSV, without a header. */
export function csvNumbers(rows: readonly ArrayLike<number>[]): string {
  return rows.map(csvNumberLine).join('')
}

/** One line of it. */
export function csvNumberLine(row: ArrayLike<number>): string {
  return `${Array.from(row, exact).join(',')}\n`
}
