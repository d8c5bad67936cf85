import type { NumberTable, Refuse, TableLimits } from './number-table.ts'
import { checkSize } from './number-table.ts'

/**
 * The numbers of a text without a header, as spreadsheets and numpy.savetxt write them: separated by commas,
 * semicolons, tabs or blanks, the same throughout. Lines that begin with # and empty lines at the end do not count.
 */
export function csvTable(text: string, limits: TableLimits, refuse: Refuse): NumberTable {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .filter(line => !line.startsWith('#'))
  if (lines.length === 0 || (lines.length === 1 && lines[0].trim() === '')) refuse('holds no numbers.')
  const cellsOf = splitterOf(lines)
  const columns = cellsOf(lines[0]).length
  checkSize(lines.length, columns, limits, refuse)
  const data = new Float64Array(lines.length * columns)
  for (const [row, line] of lines.entries()) {
    const cells = cellsOf(line)
    if (cells.length !== columns) {
      refuse(
        `is ragged: row ${row + 1} has ${cells.length} numbers, row 1 has ${columns}. Give each row as many.`,
        { row: row + 1 },
      )
    }
    for (const [column, cell] of cells.entries()) {
      const value = shape.test(cell) ? Number(cell) : Number.NaN
      if (!Number.isFinite(value)) {
        refuse(
          `has ${JSON.stringify(cell.slice(0, 40))} in row ${row + 1}, column ${column + 1}; expected a finite number${adviceOn(cell, row)}`,
          { row: row + 1, column: column + 1 },
        )
      }
      data[row * columns + column] = value
    }
  }
  return { rows: lines.length, columns, data }
}

/** A number as programs write it, with a decimal point. */
const shape = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

type Split = (line: string) => readonly string[]

/** By the separator of the first line: a semicolon, a tab or a comma wherever there is one, else blanks. */
function splitterOf(lines: readonly string[]): Split {
  const first = lines[0]
  const mark = [';', '\t', ','].find(each => first.includes(each))
  if (mark === undefined || isDecimalComma(first)) return line => line.trim().split(/[ \t]+/)
  const isTrailing = lines.every(line => line.endsWith(mark))
  return line => {
    const cells = line.split(mark).map(cell => unquoted(cell.trim()))
    return isTrailing ? cells.slice(0, -1) : cells
  }
}

/** Numbers between blanks, each with one comma: these separate nothing. */
function isDecimalComma(line: string): boolean {
  const cells = line.trim().split(/[ \t]+/)
  return cells.length > 1 && cells.every(cell => decimalComma.test(cell))
}

const decimalComma = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i

function unquoted(cell: string): string {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).trim() : cell
}

function adviceOn(cell: string, row: number): string {
  if (decimalComma.test(cell)) return ' with a decimal point. Write points in place of decimal commas.'
  const isWord = /^[\p{L}_]/u.test(cell) && !/^(?:nan|inf|infinity|null|none|na)$/i.test(cell)
  return row === 0 && isWord ? '. A header is not taken: leave it out.' : '. Correct it.'
}
