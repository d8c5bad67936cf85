import type { FigureTable } from '../../src/plots/figure.ts'

/** A table as CSV (RFC 4180); what a spreadsheet would take for a formula is kept a text. */
export function csvOf({ columns, rows }: FigureTable): string {
  return [columns, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
