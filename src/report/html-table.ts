import type { FigureTable } from '../plots/figure.ts'
import { html, type Markup } from './markup.ts'

/** A table; numbers stand right-aligned. End tags that HTML lets be left out are left out: a report has thousands of cells. */
export function htmlTable({ columns, rows }: FigureTable): Markup {
  const numeric = columns.map((_, at) => rows.every(row => row[at] === null || typeof row[at] === 'number'))
  const head = columns.map((title, at) =>
    numeric[at] ? html`<th scope="col" class="number">${title}` : html`<th scope="col">${title}`,
  )
  const body = rows.map(
    row =>
      html`<tr>${row.map((cell, at) => (numeric[at] ? html`<td class="number">${shown(cell)}` : html`<td>${shown(cell)}`))}`,
  )
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${head}<tbody>${body}</table></div>`
}

/** The same table behind a line to click. */
export function foldedTable(title: string, table: FigureTable): Markup {
  return html`<details><summary>${title}</summary>${htmlTable(table)}</details>`
}

function shown(cell: string | number | null): string {
  if (cell === null) return '–'
  if (typeof cell === 'string') return cell
  return (Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(4)))).replace('-', '−')
}
