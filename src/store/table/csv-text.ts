import { printable } from '../../base/control-characters.ts'

type Cell = string | number | null

/** A table as CSV (RFC 4180), numbers in full, nothing for null; what a spreadsheet would take for a formula is kept a text, and control characters stand as their pictures. */
export function csvText({
  columns,
  rows,
}: {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}): string {
  return [columns, ...rows].map(row => `${row.map(cellText).join(',')}\r\n`).join('')
}

/** An apostrophe goes before a formula; a minus before digits and signs between them, as in -5 or -5..5, begins none. */
const formula = /^(?:[=+@\t\r]|-(?![\d.,:]+$))/

function cellText(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const shown = printable(value)
  const text = formula.test(shown) ? `'${shown}` : shown
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Numbers alone as CSV, without a header: each is the shortest text that is read as just that double. */
export function csvNumbers(rows: readonly ArrayLike<number>[]): string {
  const exact = (value: number) => (Object.is(value, -0) ? '-0' : String(value))
  return rows.map(row => `${Array.from(row, exact).join(',')}\n`).join('')
}
