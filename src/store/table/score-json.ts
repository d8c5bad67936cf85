import { z } from 'zod'
import { unfitCharacter } from '../../base/characters.ts'
import { checkSize, type NumberTable, type Refuse, type TableLimits } from './number-table.ts'
import { type ScoreFile, tableKinds } from './score-shape.ts'

const matrix = z.array(z.array(z.unknown()))

const shape = z.strictObject({
  values: z.array(z.number()).optional(),
  texts: z.array(z.string()).optional(),
  ruler: z.string().optional(),
  period: z.number().optional(),
  similarities: matrix.optional(),
  distances: matrix.optional(),
  vectors: matrix.optional(),
})

/** The JSON that `numeracy score` takes: values, and one of similarities, distances and vectors. */
export function scoreJson(text: string, limits: TableLimits, refuse: Refuse): ScoreFile {
  const value = parsed(text, refuse)
  const given = shape.safeParse(value)
  if (!given.success) {
    const [{ path, message }] = given.error.issues
    const word = unfitNumber(value, path)
    if (word !== null)
      refuse(
        `has ${word} in ${String(path[0])}, place ${Number(path[1]) + 1}; expected a finite number. Correct it, or leave its row and column out.`,
        { place: Number(path[1]) + 1 },
      )
    return refuse(
      `does not have the shape that is taken: ${path.join('.') || 'the file'}: ${message}. Expected {values, texts?, ruler?, period?} and one of similarities, distances, vectors.`,
    )
  }
  const { values, texts, ruler, period } = given.data
  const named = tableKinds.filter(kind => given.data[kind] !== undefined)
  if (named.length !== 1) {
    return refuse(
      `has ${named.length === 0 ? 'none' : named.join(' and ')} of similarities, distances and vectors; expected just one of them.`,
    )
  }
  const [kind] = named
  for (const [at, each] of (texts ?? []).entries()) {
    const character = unfitCharacter(each)
    if (character !== null)
      refuse(
        `has the character ${character} in texts, place ${at + 1}; expected text without control characters. Remove it.`,
      )
  }
  return {
    table: tableOf(kind, given.data[kind]!, limits, refuse),
    kind,
    values: values ?? null,
    texts: texts ?? null,
    ruler: ruler ?? null,
    period: period ?? null,
  }
}

function parsed(text: string, refuse: Refuse): unknown {
  const json = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(json)
  } catch (error) {
    return withMarkedNumbers(json) ?? refuse(`is not JSON: ${(error as Error).message}.`)
  }
}

/** What Python's json writes for numbers that JSON has not, so that they can be named by their place. */
class NoNumber {
  readonly word: string
  constructor(word: string) {
    this.word = word
  }
}

const marked = '\u0000numeracy:'

/** NaN or an infinity where a list should have a number, as it stands in the file; null where something else is wrong. */
function unfitNumber(value: unknown, path: readonly PropertyKey[]): string | null {
  if (path.length !== 2) return null
  const [list, at] = path
  const found = (value as { readonly [list: PropertyKey]: { readonly [at: PropertyKey]: unknown } })[list][at]
  if (found instanceof NoNumber) return found.word
  return typeof found === 'number' && !Number.isFinite(found) ? String(found) : null
}

/** The JSON with each bare NaN and Infinity as a `NoNumber`; null where it is none even then. */
function withMarkedNumbers(json: string): unknown {
  try {
    const text = json.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g, found =>
      found.startsWith('"') ? found : JSON.stringify(marked + found),
    )
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(marked)
        ? new NoNumber(value.slice(marked.length))
        : value,
    )
  } catch {
    return null
  }
}

/** A cell that is no number, for a message. */
function shown(cell: unknown): string {
  if (cell instanceof NoNumber) return cell.word
  if (Array.isArray(cell)) return 'a list'
  if (typeof cell === 'object' && cell !== null) return 'an object'
  return typeof cell === 'number' ? String(cell) : JSON.stringify(cell).slice(0, 40)
}

function tableOf(name: string, given: unknown[][], limits: TableLimits, refuse: Refuse): NumberTable {
  const rows = given.length
  const columns = given[0]?.length ?? 0
  if (columns === 0) refuse(`has no numbers in ${name}.`)
  checkSize(rows, columns, limits, refuse)
  const data = new Float64Array(rows * columns)
  for (const [row, numbers] of given.entries()) {
    if (numbers.length !== columns) {
      refuse(
        `is ragged: ${name} has ${numbers.length} numbers in row ${row + 1}, ${columns} in row 1. Give each row as many.`,
        { row: row + 1 },
      )
    }
    for (const [column, value] of numbers.entries()) {
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        refuse(
          `has ${shown(value)} in ${name}, row ${row + 1}, column ${column + 1}; expected a finite number. Correct it, or leave the row and its column out.`,
          { row: row + 1, column: column + 1 },
        )
      }
      data[row * columns + column] = value as number
    }
  }
  return { rows, columns, data }
}
