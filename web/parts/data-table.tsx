import { useSignal } from '@preact/signals'
import type { FigureTable } from '../../src/plots/figure.ts'
import { csvText } from '../../src/store/table/csv-text.ts'
import { spoken } from '../state/language.ts'
import { download } from './download.ts'
import { explaining, wordIn } from './glossed.tsx'
import { Scroll } from './scroll.tsx'

type Cell = string | number | null

/** Rows that are shown at first: a table may have a million. */
const shownAtFirst = 200

interface Props {
  readonly table: FigureTable
  /** What the table holds, for a file name and for those who cannot see it. */
  readonly name: string
}

/** A table that can be sorted by each column, copied and downloaded. */
export function DataTable({ table: { columns, rows }, name }: Props) {
  const words = spoken(tableWords)
  const order = useSignal<{ readonly column: number; readonly descending: boolean } | null>(null)
  const shown = useSignal(shownAtFirst)
  const copied = useSignal(false)
  const sorted = order.value === null ? rows : sortedRows(rows, order.value)
  const numeric = columns.map((_, at) => rows.every(row => row[at] === null || typeof row[at] === 'number'))
  const csv = () => csvText({ columns, rows: sorted })
  const sortBy = (column: number) => {
    const descending = order.value?.column === column && !order.value.descending
    order.value = { column, descending }
  }
  return (
    <div class="data-table">
      <Scroll label={name}>
        <table>
          <thead>
            <tr>
              {columns.map((title, at) => (
                <th scope="col" class={numeric[at] ? 'number' : ''} aria-sort={sortState(order.value, at)}>
                  <button type="button" class="sort" {...explained(title)} onClick={() => sortBy(at)}>
                    {title}
                    <span aria-hidden="true">{sortMark(order.value, at)}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown.value).map(row => (
              <tr>
                {row.map((value, at) => (
                  <td class={numeric[at] ? 'number' : ''}>{shownCell(value)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="actions">
        {rows.length > shown.value && (
          <button
            type="button"
            onClick={() => {
              shown.value *= 10
            }}
          >
            {words.more(rows.length - shown.value)}
          </button>
        )}
        <button
          type="button"
          onClick={async () => {
            await navigator.clipboard?.writeText(csv()).catch(() => {})
            copied.value = true
          }}
        >
          {copied.value ? words.copied : words.copy}
        </button>
        <button type="button" onClick={() => download(name, 'csv', csv(), 'text/csv')}>
          {words.download}
        </button>
      </p>
    </div>
  )
}

/** A head is a button already, which then explains its word too. */
function explained(title: string) {
  const word = wordIn(title)
  return word === null ? {} : explaining(word)
}

type Order = { readonly column: number; readonly descending: boolean } | null

function sortState(order: Order, column: number): 'ascending' | 'descending' | 'none' {
  if (order?.column !== column) return 'none'
  return order.descending ? 'descending' : 'ascending'
}

function sortMark(order: Order, column: number): string {
  return { ascending: ' ▲', descending: ' ▼', none: '' }[sortState(order, column)]
}

function sortedRows(
  rows: FigureTable['rows'],
  { column, descending }: NonNullable<Order>,
): FigureTable['rows'] {
  const sign = descending ? -1 : 1
  return rows.toSorted((a, b) => sign * compared(a[column], b[column]))
}

function compared(a: Cell, b: Cell): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), undefined, { numeric: true })
}

/** A number to four significant digits, with a true minus. */
function shownCell(value: Cell): string {
  if (value === null) return '–'
  if (typeof value === 'string') return value
  return (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))).replace('-', '−')
}

const tableWords = {
  en: {
    more: (count: number) => `Show more (${count.toLocaleString('en')} hidden)`,
    copy: 'Copy as CSV',
    copied: 'Copied',
    download: 'Download CSV',
  },
  zh: {
    more: (count: number) => `显示更多（还有 ${count.toLocaleString('en')} 行）`,
    copy: '复制为 CSV',
    copied: '已复制',
    download: '下载 CSV',
  },
}
