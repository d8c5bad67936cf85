import { NumeracyError } from '../../base/error.ts'
import { isObject } from '../../base/json.ts'
import type { BadRow, Cell, TableRows } from '../../base/table-rows.ts'

/** So many rows show which columns there are. */
const rowsShown = 1000

/** Objects inside of objects are followed this far: `offer.price`. */
const maxDepth = 4

/** The rows of a JSON file, one object, list or value each, with the line or the place that holds it. */
export interface JsonRows {
  readonly names: readonly string[] | null
  readonly width: number
  readonly first: readonly (readonly Cell[])[]
  /** What holds one: a line, or a row of the list. */
  readonly place: 'line' | 'row'
  read(needed: readonly number[]): TableRows
}

type Record = ReadonlyMap<string, Cell> | readonly Cell[]

/**
 * Objects one a line (JSON lines), or in one list. Columns are their keys, those of objects inside with a point
 * between: `offer.price`. Numbers keep the digits that they are written with.
 * @throws NumeracyError `input`
 */
export function jsonRows(file: string, text: string): JsonRows {
  const isList = /^\s*\[/.test(text) && !/^\s*\[[^\n]*\]\s*\n\s*\S/.test(text)
  const lines = isList ? listItems(file, text) : text.split(/\r\n|\n|\r/)
  const place = isList ? 'row' : 'line'
  const read = (at: number): Record | BadRow => {
    const where = `${file}, ${place} ${at + 1}`
    try {
      return recordOf(isList ? lines[at] : parsed(lines[at] as string))
    } catch (error) {
      return { where, problem: `${problemOf(error)}.` }
    }
  }
  const filled = Array.from(lines, (_, at) => at).filter(at => isList || (lines[at] as string).trim() !== '')
  const beginning = filled.slice(0, rowsShown).map(read).filter(isRecord)
  if (!isList && filled.length > 1 && beginning.length === 0 && isOneObject(text))
    throw new NumeracyError(
      'input',
      `${file}: it holds one object of JSON on ${filled.length.toLocaleString('en')} lines; expected one object a line, or a list of objects. Give the list that is in it.`,
      { details: { file } },
    )
  const isObject = beginning.some(record => record instanceof Map)
  const names = isObject
    ? [...new Set(beginning.flatMap(record => (record instanceof Map ? [...record.keys()] : [])))]
    : null
  const width = names?.length ?? Math.max(0, ...beginning.map(record => (record as readonly Cell[]).length))
  const cellsOf = (record: Record, columns: readonly number[]) =>
    columns.map(
      column =>
        (record instanceof Map ? record.get(names![column]) : (record as readonly Cell[])[column]) ?? '',
    )
  const everyColumn = Array.from({ length: width }, (_, at) => at)
  return {
    names,
    width,
    place,
    first: beginning.slice(0, 200).map(record => cellsOf(record, everyColumn)),
    read(needed) {
      const columns: Cell[][] = needed.map(() => [])
      const places: number[] = []
      const bad: BadRow[] = []
      for (const at of filled) {
        const record = read(at)
        if (!isRecord(record)) {
          bad.push(record)
          continue
        }
        if (record instanceof Map !== isObject) {
          bad.push({
            where: `${file}, ${place} ${at + 1}`,
            problem: `got ${isObject ? 'no object' : 'an object'}; expected what the other ${place}s hold.`,
          })
          continue
        }
        places.push(at + 1)
        for (const [column, cell] of cellsOf(record, needed).entries()) columns[column].push(cell)
      }
      return { columns, places, bad }
    },
  }
}

function isRecord(read: Record | BadRow): read is Record {
  return read instanceof Map || Array.isArray(read)
}

/** A number with the text that it is written as. */
class Written {
  readonly text: string
  readonly value: number
  constructor(text: string, value: number) {
    this.text = text
    this.value = value
  }
}

function parsed(json: string): unknown {
  const withSource = JSON.parse as (
    text: string,
    reviver: (key: string, value: unknown, context?: { readonly source?: string }) => unknown,
  ) => unknown
  return withSource(json, (_, value, context) =>
    typeof value === 'number' ? new Written(context?.source ?? String(value), value) : value,
  )
}

function problemOf(error: unknown): string {
  return error instanceof RangeError
    ? 'it is nested too deeply'
    : `it is not JSON: ${(error as Error).message}`
}

function isOneObject(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function listItems(file: string, text: string): readonly unknown[] {
  try {
    return parsed(text) as readonly unknown[]
  } catch (cause) {
    throw new NumeracyError('input', `${file}: ${problemOf(cause)}. Correct it.`, {
      cause,
      details: { file },
    })
  }
}

function recordOf(value: unknown): Record {
  if (Array.isArray(value)) return value.map(cellOf)
  if (typeof value !== 'object' || value === null || value instanceof Written) return [cellOf(value)]
  const cells = new Map<string, Cell>()
  addCells(cells, '', value, maxDepth)
  return cells
}

function addCells(cells: Map<string, Cell>, before: string, object: object, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value) && !(value instanceof Written) && depth > 1)
      addCells(cells, `${before}${key}.`, value, depth - 1)
    else cells.set(before + key, cellOf(value))
  }
}

/** What is neither text nor number is shown as its JSON; nothing for null. */
function cellOf(value: unknown): Cell {
  if (value instanceof Written)
    return Number.isFinite(value.value) ? { text: value.text, value: value.value } : value.text
  if (typeof value === 'string') return value
  return value === null || value === undefined
    ? ''
    : JSON.stringify(value, (_, part) => (part instanceof Written ? part.value : part))
}

/** Whether a text begins as a list or an object of JSON. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(?:\{\s*"|\[\s*\{)/.test(text.slice(0, 1000))
}
