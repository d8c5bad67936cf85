import type { NumberTable, Refuse, TableLimits } from './number-table.ts'
import { checkSize } from './number-table.ts'

/** The numbers of a CSV file without a header; empty lines at its end do not count. */
export function csvTable(text: string, limits: TableLimits, refuse: Refuse): NumberTable {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r\n|\r|\n/)
  const columns = lines[0].split(',').length
  checkSize(lines.length, columns, limits, refuse)
  const data = new Float64Array(lines.length * columns)
  for (const [row, line] of lines.entries()) {
    const cells = line.split(',')
    if (cells.length !== columns) {
      refuse(
        `is ragged: row ${row + 1} has ${cells.length} numbers, row 1 has ${columns}. Give each row as many.`,
        { row: row + 1 },
      )
    }
    for (const [column, cell] of cells.entries()) {
      const value = cell.trim() === '' ? Number.NaN : Number(cell)
      if (!Number.isFinite(value)) {
        refuse(
          `has ${JSON.stringify(cell.slice(0, 40))} in row ${row + 1}, column ${column + 1}; expected a finite number. ${row === 0 ? 'A header is not taken: leave it out.' : 'Correct it.'}`,
          { row: row + 1, column: column + 1 },
        )
      }
      data[row * columns + column] = value
    }
  }
  return { rows: lines.length, columns, data }
}
