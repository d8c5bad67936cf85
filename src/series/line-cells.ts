import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'

/** What separates the columns of a file. */
export type Delimiter = ',' | ';' | '\t'

/** Lines without the separators that end all of them, as some programs write them. */
export function withoutTrailing(lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return lines
  let left = lines
  for (;;) {
    const mark = [',', ';', '\t'].find(each => left.every(line => trimmed(line, each).endsWith(each)))
    if (mark === undefined) return left
    left = left.map(line => trimmed(line, mark).slice(0, -1))
  }
}

function trimmed(line: string, mark: string): string {
  return mark === '\t' ? line : line.trimEnd()
}

// No part of these begins where another may end, so that a long line takes no longer than its length.
const shapes: Readonly<Record<Delimiter, RegExp>> = {
  ',': /(?:\s*"([^"]*(?:""[^"]*)*)"\s*|([^,"]*))(,|$)/y,
  ';': /(?:\s*"([^"]*(?:""[^"]*)*)"\s*|([^;"]*))(;|$)/y,
  // Beside tabs a quote inside a text, as in 12" pipe, is one: only a cell that begins with it is quoted.
  '\t': /(?: *"([^"]*(?:""[^"]*)*)" *|(?! *")([^\t]*))(\t|$)/y,
}

/**
 * The cells of one line. A cell in double quotes (RFC 4180) is what they hold, two of them inside stand for one.
 * Null where a quote opens or closes in the wrong place.
 */
export function cellsOf(line: string, delimiter: Delimiter): readonly string[] | null {
  const cells: string[] = []
  const cell = shapes[delimiter]
  cell.lastIndex = 0
  for (;;) {
    const match = cell.exec(line)
    if (match === null) return null
    cells.push(match[1] === undefined ? match[2].trim() : match[1].replaceAll('""', '"'))
    if (match[3] === '') return cells
  }
}

/** As `cellsOf`. @throws NumeracyError `input` in place of null */
export function splitLine(line: string, delimiter: Delimiter, where: string): readonly string[] {
  const cells = cellsOf(line, delimiter)
  if (cells !== null) return cells
  throw new NumeracyError(
    'input',
    `${where}: got ${quoted(line)}, where a double quote opens or closes in the wrong place. Write a quote inside a text as two.`,
  )
}
