import { printableLine } from '../base/control-characters.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

/** Rows under titles, columns two spaces apart, no trailing space. What would break a line stands as its picture. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows].map(cells => cells.map(printableLine))
  const widths = columns.map((_, at) => Math.max(...lines.map(cells => visibleLength(cells[at]))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const space = ' '.repeat(widths[at] - visibleLength(cell))
        return columns[at].align === 'right' ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return lines.map(cells => `${line(cells)}\n`).join('')
}

function visibleLength(text: string): number {
  return Array.from(text).length
}
