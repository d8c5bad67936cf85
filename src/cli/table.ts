import { stripVTControlCharacters } from 'node:util'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

/** Rows under titles, columns two spaces apart, no trailing space. Cells may hold colour codes. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, at) =>
    Math.max(...[title, ...rows.map(row => row[at])].map(visibleLength)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const space = ' '.repeat(widths[at] - visibleLength(cell))
        return columns[at].align === 'right' ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].map(text => `${text}\n`).join('')
}

function visibleLength(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length
}
