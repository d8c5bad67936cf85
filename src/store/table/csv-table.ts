import { parse } from 'csv-parse/sync'
import { unguarded } from './csv-text.ts'
import { checkSize, type LabelledTable, namesAmong, type Refuse, type TableLimits } from './number-table.ts'

/**
 * The numbers of a text, as spreadsheets, pandas and numpy.savetxt write them: separated by commas, semicolons, tabs
 * or blanks, the same throughout. Lines that begin with # and empty lines at the end do not count. A first row of
 * labels, and a first column of them, stand beside the numbers: texts, whatever stands below or beside an empty corner,
 * and a count from 0 beside numbers that are not whole.
 */
export function csvTable(text: string, limits: TableLimits, refuse: Refuse): LabelledTable {
  const lines = linesOf(text.replace(/^\uFEFF/, '').trimEnd()).filter(line => !line.startsWith('#'))
  if (lines.length === 0 || (lines.length === 1 && lines[0].trim() === '')) refuse('holds no numbers.')
  const cellsOf = splitterOf(lines)
  const { hasHeader, hasLabels } = labelsOf(lines, cellsOf)
  const header = hasHeader ? cellsOf(lines[0]) : null
  const first = hasHeader ? 1 : 0
  const from = hasLabels ? 1 : 0
  const columns = cellsOf(lines[first]).length - from
  const rows = lines.length - first
  checkSize(rows, columns, limits, refuse)
  const data = new Float64Array(rows * columns)
  const rowLabels: string[] = []
  for (let row = 0; row < rows; row++) {
    const cells = cellsOf(lines[row + first])
    if (cells.length !== columns + from) {
      refuse(
        `is ragged: row ${row + 1} has ${cells.length - from} numbers, row 1 has ${columns}. Give each row as many.`,
        { row: row + 1 },
      )
    }
    if (hasLabels) rowLabels.push(cells[0])
    for (let column = 0; column < columns; column++) {
      const cell = cells[column + from]
      const value = shape.test(cell) ? Number(cell) : Number.NaN
      if (!Number.isFinite(value)) {
        refuse(
          `has ${JSON.stringify(cell.slice(0, 40))} in row ${row + 1}, column ${column + 1}; expected a finite number${adviceOn(cell)}`,
          { row: row + 1, column: column + 1 },
        )
      }
      data[row * columns + column] = value
    }
  }
  const columnLabels = header === null ? null : header.slice(hasLabels && header.length > columns ? 1 : 0)
  if (columnLabels !== null && columnLabels.length !== columns)
    refuse(
      `has ${columnLabels.length} labels in its first row, and ${columns} numbers in the next. Give each column one.`,
      { row: 1 },
    )
  return {
    table: { rows, columns, data },
    rowLabels: hasLabels ? namesAmong(rowLabels.map(unguarded)) : null,
    columnLabels: columnLabels === null ? null : namesAmong(columnLabels.map(unguarded)),
  }
}

/** The lines of a table: a label in quotes may hold the end of one. */
function linesOf(text: string): readonly string[] {
  const plain = text.split(/\r\n|\r|\n/)
  if (!text.includes('"')) return plain
  // Texts, and what stands between them.
  const parts = text.split(/(\r\n|\r|\n)/)
  const lines: string[] = []
  let line = ''
  let isOpen = false
  for (let at = 0; at < parts.length; at += 2) {
    line += parts[at]
    if ((parts[at].split('"').length - 1) % 2 === 1) isOpen = !isOpen
    if (isOpen) line += parts[at + 1]
    else {
      lines.push(line)
      line = ''
    }
  }
  // A quote without its partner, as in 5", means itself.
  return isOpen ? plain : lines
}

/** Whether the first row and the first column are labels. */
function labelsOf(
  lines: readonly string[],
  cellsOf: Split,
): { readonly hasHeader: boolean; readonly hasLabels: boolean } {
  const first = cellsOf(lines[0])
  if (lines.length < 2) return { hasHeader: false, hasLabels: false }
  const body = cellsOf(lines[1])
  const isCorner = first[0] === '' && first.length > 1 && first.length === body.length
  const isNames = first.every((cell, at) => isLabel(cell) || (at === 0 && cell === '' && first.length > 1))
  const hasHeader = isCorner || isNames || isCount(first, body)
  const rest = hasHeader ? lines.slice(1) : lines
  const hasLabels =
    body.length > 1 &&
    (isCorner ||
      rest.every(line => isLabel(cellsOf(line)[0])) ||
      (hasHeader &&
        first.length === rest.length + 1 &&
        rest.every((line, at) => cellsOf(line)[0] === first[at + 1])) ||
      isCount(
        rest.map(line => cellsOf(line)[0]),
        body.slice(1),
      ))
  return { hasHeader, hasLabels }
}

/** A text that is no number and no slip of one. */
function isLabel(cell: string): boolean {
  return (
    cell !== '' &&
    !shape.test(cell) &&
    !decimalComma.test(cell) &&
    !/^[+-]?(?:nan|inf|infinity|null|none|na|0x.*|\d+e\d{3,})$/i.test(cell)
  )
}

/** Whether labels count from 0 beside numbers that are not whole: three at least. */
function isCount(labels: readonly string[], numbers: readonly string[]): boolean {
  const beside = numbers.filter(cell => shape.test(cell))
  return (
    labels.length > 2 &&
    labels.every((label, at) => label === String(at)) &&
    beside.some(cell => !Number.isInteger(Number(cell)))
  )
}

/** A number as programs write it, with a decimal point. */
const shape = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

type Split = (line: string) => readonly string[]

/** By the separator of the first line: a semicolon, a tab or a comma wherever there is one, else blanks. */
function splitterOf(lines: readonly string[]): Split {
  const first = lines[0]
  const bare = first.replaceAll(/"[^"]*"/g, '')
  const mark = [';', '\t', ','].find(each => bare.includes(each))
  if (mark === undefined || isDecimalComma(first)) return betweenBlanks
  const isTrailing = lines.every(line => line.endsWith(mark))
  return line => {
    // A label may hold the separator in quotes.
    const quoted = line.includes('"') ? quotedCells(line, mark) : null
    const cells = quoted ?? line.split(mark).map(cell => cell.trim())
    return isTrailing ? cells.slice(0, -1) : cells
  }
}

/** Cells between blanks; one in quotes, as R writes labels, may hold some. */
function betweenBlanks(line: string): readonly string[] {
  if (!line.includes('"')) return line.trim().split(/[ \t]+/)
  return Array.from(line.matchAll(/"([^"]*(?:""[^"]*)*)"|[^ \t]+/g), ([whole, quoted]) =>
    quoted === undefined ? whole : quoted.replaceAll('""', '"'),
  )
}

/** Numbers between blanks, each with one comma: these separate nothing. */
function isDecimalComma(line: string): boolean {
  const cells = line.trim().split(/[ \t]+/)
  return cells.length > 1 && cells.every(cell => decimalComma.test(cell))
}

const decimalComma = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i

/** Null where a quote stands in a wrong place. */
function quotedCells(line: string, delimiter: string): readonly string[] | null {
  try {
    return (parse(line, { delimiter, trim: true }) as string[][])[0]
  } catch {
    return null
  }
}

function adviceOn(cell: string): string {
  if (decimalComma.test(cell)) return ' with a decimal point. Write points in place of decimal commas.'
  return '. Correct it.'
}
