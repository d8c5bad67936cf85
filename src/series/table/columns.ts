import { NumeracyError } from '../../base/error.ts'
import { quoted } from '../../base/quoted.ts'
import { type Cell, textOf } from '../../base/table-rows.ts'
import { nearestNames } from '../../math/edit-distance.ts'
import { shown, together } from '../read-together.ts'
import { readingsOf } from '../value.ts'
import type { TableOptions } from './table-options.ts'

/** The first rows of a table, by which its columns are found. */
export interface TableBeginning {
  readonly file: string
  /** The names of the columns where the format itself has them; else null. */
  readonly names: readonly string[] | null
  readonly rows: readonly (readonly Cell[])[]
}

/** Which columns make the documents and the values of a table. */
export interface Layout {
  /** Null where the first row holds no names. */
  readonly names: readonly string[] | null
  /** Whether the first row is no document. */
  readonly hasHeader: boolean
  readonly width: number
  /** The columns whose texts make a document, in order; between them stand the parts of the template. */
  readonly documents: readonly number[]
  readonly between: readonly string[]
  readonly value: number
  /** How messages call the documents, and the column of the values where it is another; null for the only column. */
  readonly documentsName: string | null
  readonly valuesName: string | null
}

/** A word of a template that may be the name of a column. */
const placeholder = /\{([^{}]+)\}/g
const likeName = /^[\p{L}_][\p{L}\p{N} _.-]*$/u

/** Whether a template takes texts from columns, beside the document itself. */
export function namesColumns(template: string): boolean {
  return [...template.matchAll(placeholder)].some(([, name]) => name !== 'd' && likeName.test(name))
}

/** Whether options say that a file is a table. */
export function asksForColumns({ column, valueColumn, template, header }: TableOptions): boolean {
  return (
    column !== undefined ||
    valueColumn !== undefined ||
    header !== undefined ||
    (template !== undefined && namesColumns(template))
  )
}

/**
 * Finds the header and the columns.
 * @throws NumeracyError `usage` where a column is not there, or none is named and there are several
 */
export function layoutOf(beginning: TableBeginning, options: TableOptions): Layout {
  const names = beginning.names ?? headerOf(beginning.rows, options)
  const width = names?.length ?? beginning.rows[0]?.length ?? 0
  const table: NamedColumns = {
    file: beginning.file,
    names,
    width,
    rows: beginning.names === null && names !== null ? beginning.rows.slice(1) : beginning.rows,
  }
  const { column, valueColumn, template } = options
  const base = { names, hasHeader: names !== null && beginning.names === null, width }
  const value = valueColumn === undefined ? null : columnAt(table, valueColumn, '--value-column')
  const document = column === undefined ? onlyColumn(table, value) : columnAt(table, column, '--column')
  if (template !== undefined && namesColumns(template)) {
    const filled = templateOf(table, template, document)
    const values = value ?? (column === undefined ? null : document)
    if (values === null) throw askFor(table, '--value-column', 'holds the values of the template')
    return { ...base, ...filled, value: values, documentsName: template, valuesName: nameOf(table, values) }
  }
  if (document === null) throw askFor(table, '--column', 'holds the documents')
  const isOther = value !== null && value !== document
  return {
    ...base,
    documents: [document],
    between: ['', ''],
    value: value ?? document,
    documentsName: width === 1 ? null : nameOf(table, document),
    valuesName: isOther ? nameOf(table, value) : null,
  }
}

interface NamedColumns extends TableBeginning {
  readonly width: number
}

/**
 * The first row where it holds names: it is said so, it holds the name that an option asks for, or none of its cells
 * reads as a value or begins with a digit and a column below it does read.
 */
export function headerOf(
  rows: readonly (readonly Cell[])[],
  { header, column, valueColumn, template = '' }: TableOptions,
): readonly string[] | null {
  if (rows.length === 0 || header === false) return null
  const first = rows[0].map(cell => textOf(cell).trim())
  if (header === true) return first
  const wanted = [column, valueColumn, ...[...template.matchAll(placeholder)].map(([, name]) => name)]
  if (wanted.some(name => typeof name === 'string' && !/^\d+$/.test(name) && first.includes(name)))
    return first
  const isNames =
    first.some(name => name !== '') &&
    first.every(name => !/^[\d+-]/.test(name) && readingsOf(name).length === 0 && name.length < 200)
  if (!isNames) return null
  const below = rows.slice(1)
  const reads = (at: number) =>
    below.filter(
      row => row[at] !== undefined && (typeof row[at] !== 'string' || readingsOf(row[at]).length > 0),
    ).length
  return first.some((_, at) => reads(at) > below.length / 2) ? first : null
}

function onlyColumn({ width }: NamedColumns, value: number | null): number | null {
  if (width === 1) return 0
  return width === 2 && value !== null ? 1 - value : null
}

function nameOf({ names }: NamedColumns, at: number): string {
  return names?.[at] ? names[at] : `column ${at + 1}`
}

function columnAt(table: NamedColumns, asked: string | number, option: string): number {
  const { file, names, width } = table
  const refuse = (problem: string): never => {
    throw new NumeracyError('usage', `${option}: ${problem}`, { details: { file, column: asked, names } })
  }
  const places = (names ?? []).flatMap((name, at) => (name === asked ? [at] : []))
  if (places.length > 1)
    refuse(
      `${file} has ${places.length} columns called ${quoted(String(asked))}; give the number of one, such as ${option} ${places[0] + 1}.`,
    )
  if (places.length === 1) return places[0]
  const number = Number(asked)
  if (Number.isInteger(number) && number >= 1 && number <= width) return number - 1
  if (Number.isInteger(number))
    refuse(
      `got ${number}; ${file} has ${width} ${width === 1 ? 'column' : 'columns'}. Give a number from 1 to ${width}.`,
    )
  if (names === null)
    refuse(
      `got ${quoted(String(asked))}, but the first row of ${file} holds no such name (it holds ${table.rows[0]?.map(cell => quoted(textOf(cell))).join(', ')}). Give the number of the column, from 1 to ${width}.`,
    )
  const near = nearestNames(String(asked), names ?? [])
  const hint = near.length > 0 ? ` Did you mean ${near.map(name => quoted(name)).join(' or ')}?` : ''
  return refuse(
    `${file} has no column ${quoted(String(asked))}.${hint} Its columns:\n${listed(table, option)}`,
  )
}

function templateOf(
  table: NamedColumns,
  template: string,
  document: number | null,
): Pick<Layout, 'documents' | 'between'> {
  const documents: number[] = []
  const between: string[] = []
  let from = 0
  for (const { 0: whole, 1: name, index } of template.matchAll(placeholder)) {
    const isColumn = table.names?.includes(name) ?? false
    if (!isColumn && name !== 'd' && !likeName.test(name)) continue
    if (!isColumn && name === 'd' && document === null)
      throw askFor(table, '--column', 'stands for {d} in the template')
    documents.push(!isColumn && name === 'd' ? (document as number) : columnAt(table, name, '--template'))
    between.push(template.slice(from, index))
    from = index + whole.length
  }
  return { documents, between: [...between, template.slice(from)] }
}

function askFor(table: NamedColumns, option: string, role: string): NumeracyError {
  const { file, names, width } = table
  return new NumeracyError(
    'usage',
    `${file} has ${width} columns${names === null ? ' and no line of names' : ''}; say which one ${role}:\n${listed(table, option)}`,
    { details: { file, columns: columnsOf(table) } },
  )
}

interface ColumnFacts {
  readonly name: string
  readonly first: readonly string[]
  readonly reads: string
}

function columnsOf(table: NamedColumns): ColumnFacts[] {
  return Array.from({ length: table.width }, (_, at) => {
    const cells = table.rows.map(row => row[at] ?? '')
    const given = cells.filter(cell => textOf(cell).trim() !== '')
    const isOnce = table.names?.[at] && table.names.filter(name => name === table.names?.[at]).length === 1
    return {
      name: isOnce ? nameOf(table, at) : String(at + 1),
      first: given.slice(0, 3).map(textOf),
      reads: readsOf(given),
    }
  })
}

/** The columns as lines, each with what names it, its first texts and what these read as. */
export function listed(table: NamedColumns, option: string): string {
  const most = 30
  const columns = columnsOf(table)
  const rows = columns.slice(0, most).map(({ name, first, reads }) => {
    const word = /^[\p{L}\p{N}_.:-]+$/u.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`
    const flag = option === '--template' ? `  {${name}}` : `  ${option} ${word}`
    return [flag, first.map(text => quoted(text.slice(0, 24))).join(', '), reads]
  })
  const wide = (at: number) => Math.min(48, Math.max(...rows.map(row => row[at].length)))
  const lines = rows.map(row => `${row[0].padEnd(wide(0))}  ${row[1].padEnd(wide(1))}  ${row[2]}`)
  return [...lines, ...(columns.length > most ? [`  … and ${columns.length - most} more`] : [])].join('\n')
}

const noValues = 'texts, which have no values: those are in another column'

/** What the texts of a column read as, in a few words. */
function readsOf(cells: readonly Cell[]): string {
  if (cells.length === 0) return 'empty'
  const all = cells.map(cell =>
    typeof cell === 'string' ? readingsOf(cell) : readingsOf(String(cell.value)),
  )
  const isNumber = cells.some(cell => typeof cell !== 'string')
  const fit = all.filter(readings => readings.length > 0)
  if (isNumber && fit.length === cells.length) return 'numbers'
  if (fit.length <= cells.length / 2) return noValues
  const read = together(fit)
  const some =
    fit.length < cells.length
      ? `, but ${quoted(textOf(cells[all.findIndex(each => each.length === 0)]))} is none`
      : ''
  if (read.kind === 'unread') return noValues
  if (read.kind === 'mixed') return `values of several kinds: ${read.are[1]} and ${read.are[0]}`
  if (read.kind === 'open') {
    const [one, other] = read.readings
    const option = read.family === 'date' ? '--dates dmy or mdy' : '--decimal comma or point'
    return `${plural[read.family]}: ${shown(one)} or ${shown(other)}? Add ${option}${some}`
  }
  const unit = fit[0][0].currencies[0] ?? fit[0][0].dimensions[0]
  const values = read.values.slice(0, 3).map(value => shown({ family: read.family, value }))
  return `${plural[read.family]}${unit === undefined ? '' : ` (${unit})`}: ${values.join(', ')}${some}`
}

const plural = {
  number: 'numbers',
  money: 'money',
  date: 'dates',
  time: 'times',
  version: 'versions',
  percentage: 'percentages',
  quantity: 'quantities',
} as const
