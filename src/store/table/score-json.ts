import { z } from 'zod'
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
  const given = shape.safeParse(parsed(text, refuse))
  if (!given.success) {
    const [{ path, message }] = given.error.issues
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
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return refuse(`is not JSON: ${(error as Error).message}.`)
  }
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
      if (typeof value !== 'number') {
        refuse(
          `has ${shown(value)} in ${name}, row ${row + 1}, column ${column + 1}; expected a finite number.`,
          { row: row + 1, column: column + 1 },
        )
      }
      data[row * columns + column] = value as number
    }
  }
  return { rows, columns, data }
}

/** What stands where a number should; how deep it is nested does not matter. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).slice(0, 40)
  return Array.isArray(value) ? 'a list' : 'an object'
}
