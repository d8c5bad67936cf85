import { xmlText } from '../base/control-characters.ts'
import type { TextTable } from './text-table.ts'

export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return alignedTable({ columns: columns.map(title => ({ title })), rows })
}

/** Text in which nothing is read as Markdown or HTML. */
export function plain(text: string): string {
  return xmlText(text.replaceAll(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g, ' ')).replaceAll(
    /[\\`*_{}[\]<>|#$]/g,
    character => `\\${character}`,
  )
}

/** A table whose columns stand as they should. */
export function alignedTable({ columns, rows }: TextTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |\n`
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : '---'))
  return `${line(columns.map(({ title }) => title))}| ${rule.join(' | ')} |\n${rows.map(line).join('')}`
}
