import { unfitCharacter } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { cellsOf, type Delimiter, splitLine, withoutTrailing } from './line-cells.ts'
import { readTogether, readValues } from './read-together.ts'
import { defineSeries, maxDocumentLength, maxDocuments, type Series } from './series.ts'
import { quote, readingsAs, readingsOf } from './value.ts'

/**
 * A series from the lines of a file: one text a line, or text and value, separated by a comma, a semicolon or a tab.
 * A text that holds the separator stands in double quotes, as in RFC 4180. Values that are not given are read from
 * the texts. What has two readings is refused; a first line `text` or `text,value` decides whether there are values.
 * Items are put in ascending order of value. Equal texts are one document, which the series' notes say; equal values
 * are allowed.
 *
 * @param name the file's name, for the id and the messages
 * @throws NumeracyError `input` that names the line
 */
export function seriesFromLines(name: string, content: string): Series {
  const { rows, count, header } = linesOf(content)
  if (count > maxDocuments) {
    throw new NumeracyError(
      'input',
      `${name}: got ${count.toLocaleString('en')} lines; at most ${maxDocuments.toLocaleString('en')} are compared with each other. Take a part of them.`,
    )
  }
  const where: Where = index => `${name}, line ${rows[index].number}`
  for (const [index, { line }] of rows.entries()) refuseUnfitCharacter(line, where(index))
  if (rows.length < 3) {
    throw new NumeracyError(
      'input',
      `${name}: got ${rows.length} ${rows.length === 1 ? 'line' : 'lines'} with text; a series needs at least 3. Add lines.`,
    )
  }
  const lines = withoutTrailing(rows.map(row => row.line))
  const delimiter = delimiterOf(lines)
  const split = lines.map((line, index) => splitLine(line, delimiter, where(index)))
  const cells = columnsOf({ lines, split, delimiter, header, where })
  const width = cells[0].length
  for (const [index, row] of cells.entries()) {
    if (row.length !== width || row.length > 2) {
      throw new NumeracyError(
        'input',
        `${where(index)}: got ${row.length} ${row.length === 1 ? 'column' : 'columns'} (${quote(lines[index])}); expected ${width === 1 ? 'one text' : 'text and value'}, as on the first line. A text with a comma stands in double quotes.`,
      )
    }
  }
  const texts = cells.map(row => row[0])
  for (const [index, text] of texts.entries()) refuseUnfit(text, where(index))
  const read =
    width === 2
      ? {
          family: 'number' as const,
          values: givenValues(
            cells.map(row => row[1]),
            delimiter,
            where,
          ),
        }
      : readValues(texts, where)
  const kept = firstOfEach(texts, read.values, where)
  if (kept.length < 3) {
    throw new NumeracyError(
      'input',
      `${name}: got ${kept.length} different ${kept.length === 1 ? 'text' : 'texts'} on ${rows.length} lines; a series needs at least 3. Add lines.`,
    )
  }
  if (kept.every(index => read.values[index] === read.values[0])) {
    throw new NumeracyError(
      'input',
      `${name}: got the value ${read.values[0]} on every line; expected values that differ. Add other lines.`,
    )
  }
  const order = kept.sort((a, b) => read.values[a] - read.values[b])
  const merged = rows.length - order.length
  return defineSeries({
    id: name,
    family: read.family,
    description: `${order.length} documents from ${name}${merged === 0 ? '' : `, ${merged === 1 ? 'a text that stands' : `${merged} texts that stand`} there again left out`}.`,
    source: name,
    texts: order.map(index => texts[index]),
    values: order.map(index => read.values[index]),
    ruler: 'linear',
    period: null,
    ...(width === 2 && { readUnit: null }),
    ...(merged > 0 && {
      notes: [
        `${name}: ${merged === 1 ? 'one line holds' : `${merged} lines hold`} a text that stands on an earlier line; equal texts are one document, so that ${order.length} of ${rows.length} lines are compared.`,
      ],
    }),
  })
}

/** How a message calls a line. */
type Where = (index: number) => string

interface Row {
  readonly line: string
  /** From 1. */
  readonly number: number
}

/** What a first line says of the others; null where there is none. */
type Header = 'text' | 'text and value' | null

/** The lines that are not empty: the first of them, as many as a series may have, and how many there are. */
function linesOf(content: string): {
  readonly rows: readonly Row[]
  readonly count: number
  readonly header: Header
} {
  const rows: Row[] = []
  let count = 0
  let header: Header = null
  for (const [index, line] of content
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue
    if (count === 0 && header === null) {
      header = headerOf(line)
      if (header !== null) continue
    }
    count++
    if (count <= maxDocuments) rows.push({ line, number: index + 1 })
  }
  return { rows, count, header }
}

function headerOf(line: string): Header {
  const names = line.toLowerCase().replaceAll('"', '').trim()
  if (names === 'text') return 'text'
  return /^text\s*[,;\t]\s*value$/.test(names) ? 'text and value' : null
}

/** A tab wherever there is one; a semicolon where each line has one before a number at its end; else a comma. */
function delimiterOf(lines: readonly string[]): Delimiter {
  if (lines.some(line => line.includes('\t'))) return '\t'
  const fits = lines.every(line => {
    const cells = cellsOf(line, ';')
    return cells !== null && cells.length > 1 && readingsAs('number', cells[cells.length - 1]).length > 0
  })
  return fits ? ';' : ','
}

interface Table {
  readonly lines: readonly string[]
  /** The cells of each line. */
  readonly split: readonly (readonly string[])[]
  readonly delimiter: Delimiter
  readonly header: Header
  readonly where: Where
}

/** The text of each line, or its text and value: 19,99 may be either, and is refused where nothing decides. */
function columnsOf({ lines, split, delimiter, header, where }: Table): readonly (readonly string[])[] {
  const wholes = lines.map((line, index) => (split[index].length === 1 ? split[index][0] : line.trim()))
  if (header === 'text') return wholes.map(whole => [whole])
  if (header === 'text and value' || delimiter !== ',') return split
  const isWhole = wholes.map(whole => readingsOf(whole).length > 0)
  const alone = isWhole.filter(Boolean).length
  const inTwo = split.every(cells => cells.length === 2 && readingsAs('number', cells[1]).length > 0)
  if (inTwo && alone > lines.length / 2) {
    const at = isWhole.indexOf(true)
    const [text, value] = split[at]
    throw new NumeracyError(
      'input',
      `${where(at)}: got ${quote(lines[at])}, which reads as one value and as text and value (${quote(text)} worth ${value}). Put a line before the first that says which: text, or text,value. Or put a value that holds a comma in double quotes.`,
    )
  }
  const oneColumn = split.some(cells => cells.length === 1) || (alone === lines.length && !inTwo)
  return split.map((cells, index) => (oneColumn && isWhole[index] ? [wholes[index]] : cells))
}

/** Refused here and not only by `defineSeries`, which knows the places in the order of the values, not the lines. */
function refuseUnfit(text: string, where: string): void {
  if (text.trim() === '') {
    throw new NumeracyError('input', `${where}: got an empty text; expected a document. Remove the line.`)
  }
  if (text.length > maxDocumentLength) {
    throw new NumeracyError(
      'input',
      `${where}: got a text of ${text.length.toLocaleString('en')} characters; at most ${maxDocumentLength.toLocaleString('en')} are taken. Shorten it.`,
    )
  }
}

function refuseUnfitCharacter(line: string, where: string): void {
  const character = unfitCharacter(line)
  if (character === null) return
  throw new NumeracyError(
    'input',
    `${where}: got the character ${character} in ${quote(line)}; expected text without control characters. Remove it${character === 'U+0000' ? ', or save the file as UTF-8' : ''}.`,
    { details: { character } },
  )
}

/** A comma that separates columns is no decimal comma, so that a point is the decimal one there. */
function givenValues(cells: readonly string[], delimiter: Delimiter, where: Where): readonly number[] {
  const refuse = (index: number, problem: string): never => {
    throw new NumeracyError('input', `${where(index)}: got the value ${quote(cells[index])}${problem}`)
  }
  const unread = cells.findIndex(cell => readingsAs('number', cell).length === 0)
  if (unread >= 0) refuse(unread, '; expected a finite number.')
  if (delimiter === ',' && cells.every(cell => !cell.includes(',')))
    return cells.map(
      (cell, index) =>
        readingsAs('number', cell).find(({ notation }) => notation !== 'decimal comma')?.value ??
        refuse(index, '; expected a number with a decimal point, as columns are separated by commas.'),
    )
  const together = readTogether(cells, 'number')
  if (together.kind === 'read') return together.values
  if (together.kind === 'mixed')
    return refuse(
      together.at,
      ` (${together.are[0]}) after ${quote(cells[together.earlier])} (${together.are[1]}, ${where(together.earlier)}). Write all alike.`,
    )
  if (together.kind === 'unread') return refuse(together.at, '; expected a finite number.')
  const [one, other] = together.readings
  return refuse(
    together.at,
    `, which reads as ${one.value} (${one.notation}) and as ${other.value} (${other.notation}), and no other line decides. Write values with a decimal point and no marks between thousands, after a comma, such as a text,${one.value}.`,
  )
}

/**
 * The lines whose text stands on no earlier one, in order: equal texts are one document.
 * @throws NumeracyError `input` where a text stands again with another value
 */
function firstOfEach(texts: readonly string[], values: readonly number[], where: Where): number[] {
  const firstAt = new Map<string, number>()
  for (const [index, text] of texts.entries()) {
    const earlier = firstAt.get(text)
    if (earlier === undefined) firstAt.set(text, index)
    else if (values[earlier] !== values[index]) {
      throw new NumeracyError(
        'input',
        `${where(index)}: got the text ${quote(text)} with the value ${values[index]} (with ${values[earlier]} at ${where(earlier)}); a text has one value. Remove one, or tell them apart.`,
      )
    }
  }
  return [...firstAt.values()]
}
