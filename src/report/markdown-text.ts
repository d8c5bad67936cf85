export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |\n`
  return `${line(columns)}${line(columns.map(() => '---'))}${rows.map(line).join('')}`
}

/** Text in which nothing is read as Markdown or HTML. */
export function plain(text: string): string {
  return text.replaceAll(/\r\n|\n|\r/g, ' ').replaceAll(/[\\`*_{}[\]<>|#$]/g, character => `\\${character}`)
}
