import { invisibleCharacters, unfitCharacter } from '../../base/characters.ts'
import { NumeracyError } from '../../base/error.ts'
import { quoted } from '../../base/quoted.ts'
import { randomInteger, seededRandom } from '../../base/random.ts'
import { type BadRow, type Cell, textOf } from '../../base/table-rows.ts'
import { checkRatios, noCircle, rulerId } from '../own-ruler.ts'
import { problemOf, together } from '../read-together.ts'
import type { Notation, Reading } from '../reading.ts'
import type { Ruler } from '../ruler.ts'
import { defineSeries, type Family, maxDocumentLength, maxDocuments, type Series } from '../series.ts'
import { readingsAs, readingsOf } from '../value.ts'
import { descriptionOf, notationOf, notesOf, type ReadFacts, unitOf } from './read-facts.ts'
import { defaultRows, type TableOptions } from './table-options.ts'

/** A series from a file, with what was understood. */
export interface FileSeries extends Series {
  readonly read: ReadFacts
}

/** The documents of a file before their values are known. */
export interface FileRows extends Pick<ReadFacts, 'file' | 'format' | 'documents' | 'valuesFrom'> {
  readonly id: string
  readonly texts: readonly string[]
  /** What the values are read from. */
  readonly cells: readonly Cell[]
  /** Whether the documents are these cells. */
  readonly isSame: boolean
  /** What the values must be; null for whatever they read as. */
  readonly as: Family | null
  /** In which the values may be written. */
  readonly notations: readonly Notation[]
  /** Rows that the reader of the format could not take. */
  readonly bad: readonly BadRow[]
  /** What holds a document: line or row. */
  readonly row: 'line' | 'row'
  /** How a message calls the place of a document, and that of its value. */
  where(index: number): string
  whereValue(index: number): string
  /** What to do where hardly any value can be read. */
  readonly otherColumns: string
}

/**
 * The series of a file's rows: their values read together, equal texts as one document, in ascending order of value;
 * of more than `rows` documents a sample that is spread over the quantiles of the values. O(rows · log rows).
 * @throws NumeracyError `input` that names the row
 */
export function fileSeries(rows: FileRows, options: TableOptions): FileSeries {
  const { file, row } = rows
  const count = rows.texts.length + rows.bad.length
  const readings = rows.cells.map(cell => readingsOfCell(cell, rows))
  const bad = [...rows.bad]
  const fit: number[] = []
  let unread = 0
  for (const [index, text] of rows.texts.entries()) {
    const problem =
      unfitText(text) ?? (readings[index].length > 0 ? null : unreadProblem(rows, index, options))
    if (problem === null) fit.push(index)
    else {
      const ofValue = unfitText(text) === null
      if (ofValue) unread++
      bad.push({ where: (ofValue ? rows.whereValue : rows.where)(index), problem })
    }
  }
  if (bad.length > 0 && options.skipBadRows !== true) throw firstBadRow(bad, rows, { count, unread })
  if (fit.length < 3 && bad.length > 0 && unread > count / 2) throw firstBadRow(bad, rows, { count, unread })
  if (fit.length < 3) {
    throw new NumeracyError(
      'input',
      `${file}: got ${fit.length} ${row}${fit.length === 1 ? '' : 's'} ${bad.length > 0 ? 'that can be read' : 'with text'}; a series needs at least 3. Add ${row}s.`,
    )
  }
  const all = fit.map(index => readings[index])
  const values = valuesTogether(rows, fit, all)
  const kept = firstOfEach(rows, fit, values)
  const again = fit.length - kept.length
  if (kept.length < 3) {
    throw new NumeracyError(
      'input',
      `${file}: got ${kept.length} different ${kept.length === 1 ? 'text' : 'texts'} on ${count} ${row}s; a series needs at least 3. Add ${row}s.`,
    )
  }
  const lost = lostDifferences(kept.map(at => values[at]))
  if (lost !== null) throw new NumeracyError('input', `${file}: ${lost}`, { details: { file } })
  if (kept.every(at => values[at] === values[kept[0]])) {
    throw new NumeracyError(
      'input',
      `${file}: got the value ${values[kept[0]]} on every ${row}; expected values that differ. Add other ${row}s.`,
    )
  }
  const ruler = rulerOf(rows, options, all[0][0].family, at => values[at], kept, fit)
  const sorted = kept.sort((a, b) => values[a] - values[b])
  const drawn = sampled(sorted, rowsWanted(options), options.seed ?? 1, rows.id)
  const read: ReadFacts = {
    file,
    format: rows.format,
    documents: rows.documents,
    valuesFrom: rows.valuesFrom,
    reads: all[0][0].family,
    unit: unitOf(all),
    notation: notationOf(all),
    rows: count,
    leftOut: {
      bad: bad.length,
      firstBad: bad.slice(0, 3).map(({ where, problem }) => `${where}: ${problem}`),
      again,
      unsampled: sorted.length - drawn.length,
    },
  }
  const notes = notesOf(read, drawn.length, row, options)
  return {
    ...defineSeries({
      id: ruler.ruler === 'linear' ? rows.id : rulerId(rows.id, ruler.ruler, options.period),
      family: rows.isSame ? read.reads : 'number',
      description: descriptionOf(read, drawn.length),
      source: file,
      texts: drawn.map(at => rows.texts[fit[at]]),
      values: drawn.map(at => values[at]),
      ...ruler,
      ...(!rows.isSame && { readUnit: null }),
      ...(notes.length > 0 && { notes }),
    }),
    read,
  }
}

function readingsOfCell(cell: Cell, { as, notations }: FileRows): readonly Reading[] {
  if (typeof cell !== 'string')
    return [
      { family: 'number', value: cell.value, notation: null, currencies: [], dimensions: [], zones: [] },
    ]
  const readings = as === null ? readingsOf(cell) : readingsAs(as, cell)
  return readings.every(({ notation }) => notation === null || notations.includes(notation))
    ? readings
    : readings.filter(({ notation }) => notation === null || notations.includes(notation))
}

/** Refused here and not only by `defineSeries`, which knows the places in the order of the values, not the rows. */
function unfitText(text: string): string | null {
  if (text.trim() === '') return 'got an empty text; expected a document.'
  if (text.length > maxDocumentLength)
    return `got a text of ${text.length.toLocaleString('en')} characters; at most ${maxDocumentLength.toLocaleString('en')} are taken. Shorten it.`
  const character = unfitCharacter(text)
  if (character === null) return null
  return `got the character ${character} in ${quoted(text)}; expected text without control characters. Remove it${character === 'U+0000' ? ', or save the file as UTF-8' : ''}.`
}

function unreadProblem(rows: FileRows, index: number, { decimal, dates }: TableOptions): string {
  const text = textOf(rows.cells[index])
  if (rows.as === 'number') {
    const marks =
      readingsAs('number', text).length > 0 ? ' with a decimal point, as columns are separated by commas' : ''
    return `got the value ${quoted(text)}; expected a finite number${marks}.`
  }
  const [other] = readingsOf(text)
  if (other !== undefined) {
    const option = other.family === 'date' ? `--dates ${dates}` : `--decimal ${decimal}`
    return `got ${quoted(text)}, which reads with ${other.notation} only, and ${option} is given.`
  }
  const years = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text.trim()) ? ' Write years in four digits.' : ''
  const [hidden] = invisibleCharacters(text)
  const invisible = hidden === undefined ? '' : ` It holds the invisible character ${hidden}; remove that.`
  return `got ${quoted(text)}, which reads as no number, money, date, time, percentage or quantity.${years}${invisible}`
}

function firstBadRow(
  bad: readonly BadRow[],
  { file, row, otherColumns }: FileRows,
  { count, unread }: { readonly count: number; readonly unread: number },
): NumeracyError {
  const most = unread > count / 2
  // Where no row reads, the first may hold a name, which explains nothing.
  const { where, problem } =
    (most ? bad.find(each => /^got "[^"]*\d/.test(each.problem)) : undefined) ?? bad[0]
  const others =
    bad.length === 1
      ? ''
      : ` ${bad.length.toLocaleString('en')} of ${count.toLocaleString('en')} ${row}s cannot be read.`
  const advice = most
    ? otherColumns
    : `Correct ${bad.length === 1 ? 'it' : 'them'}, or add --skip-bad-rows to leave ${bad.length === 1 ? 'it' : 'them'} out.`
  return new NumeracyError('input', `${where}: ${problem}${others} ${advice}`, {
    details: { file, bad: bad.length, rows: count, first: bad.slice(0, 3) },
  })
}

function valuesTogether(
  rows: FileRows,
  fit: readonly number[],
  all: readonly (readonly Reading[])[],
): readonly number[] {
  const read = together(all)
  if (read.kind === 'read') return read.values
  if (read.kind === 'unread') throw new Error('a row without a reading was taken')
  const texts = fit.map(index => textOf(rows.cells[index]))
  const nameOf = (at: number) => rows.whereValue(fit[at])
  const value = rows.as === null ? '' : 'the value '
  throw new NumeracyError(
    'input',
    `${nameOf(read.at)}: got ${value}${quoted(texts[read.at])}${problemOf(texts, read, nameOf, rows.row)}`,
    { details: { text: texts[read.at].slice(0, 200) } },
  )
}

/**
 * Why values cannot be compared although they differ as they are written; null where they can. A number here has 15 to
 * 17 digits: of larger ones that differ in the last digits alone, such as ids, the differences would be those of rounding.
 */
function lostDifferences(values: readonly number[]): string | null {
  if (values.every(value => Number.isSafeInteger(value))) return null
  let least = values[0]
  let most = values[0]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  const size = Math.max(Math.abs(least), Math.abs(most))
  const isFine =
    most === least ? size < 2 ** 53 : most - least > minSteps * 2 ** (Math.floor(Math.log2(size)) - 52)
  return isFine
    ? null
    : `got values from ${least} to ${most}, which differ behind their 15th digit alone, where numbers are rounded. Take off what they share at their beginning, in values of their own.`
}

/** Of what a double can be stepped by at the size of the values: less of them between the lowest and the highest are no ruler. */
const minSteps = 10_000

/**
 * The places (among those that fit) of texts that stand on no earlier row: equal texts are one document.
 * @throws NumeracyError `input` where a text stands again with another value
 */
function firstOfEach(rows: FileRows, fit: readonly number[], values: readonly number[]): number[] {
  const firstAt = new Map<string, number>()
  for (const [at, index] of fit.entries()) {
    const text = rows.texts[index]
    const earlier = firstAt.get(text)
    if (earlier === undefined) firstAt.set(text, at)
    else if (values[earlier] !== values[at]) {
      throw new NumeracyError(
        'input',
        `${rows.where(index)}: got the text ${quoted(text)} with the value ${values[at]} (with ${values[earlier]} at ${rows.where(fit[earlier])}); a text has one value. ${rows.row === 'line' && rows.documents === null ? 'Remove one, or make the texts differ.' : "Make the texts differ by another column, such as --template '{name}, {id}'."}`,
      )
    }
  }
  return [...firstAt.values()]
}

function rulerOf(
  rows: FileRows,
  { ruler = 'linear', period }: TableOptions,
  family: Family,
  valueAt: (at: number) => number,
  kept: readonly number[],
  fit: readonly number[],
): { readonly ruler: Ruler; readonly period: number | null } {
  checkRatios(ruler, family, rows.file)
  if (ruler === 'log') {
    const low = kept.find(at => valueAt(at) <= 0)
    if (low !== undefined)
      throw new NumeracyError(
        'input',
        `${rows.whereValue(fit[low])}: got the value ${valueAt(low)} for the log ruler; expected values above 0. Use --ruler linear.`,
      )
  }
  if (ruler !== 'circular') {
    if (period === undefined) return { ruler, period: null }
    throw noCircle(period, ruler)
  }
  const length = period ?? (family === 'time' ? 86_400 : undefined)
  if (length === undefined)
    throw new NumeracyError(
      'usage',
      `--ruler circular: the length of the circle is not known. Add --period, in the unit of the values, such as --period 360.`,
    )
  return { ruler, period: length }
}

function rowsWanted({ rows = defaultRows }: TableOptions): number {
  if (Number.isInteger(rows) && rows >= 3 && rows <= maxDocuments) return rows
  throw new NumeracyError(
    'usage',
    `--rows: got ${rows}; expected a whole number from 3 to ${maxDocuments.toLocaleString('en')}, such as --rows 1000.`,
  )
}

/** One item of each of `count` parts of equal size, in order: a sample that is spread as all are. */
function sampled(sorted: readonly number[], count: number, seed: number, id: string): readonly number[] {
  if (sorted.length <= count) return sorted
  const random = seededRandom(seed, 'rows', id)
  return Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * sorted.length) / count)
    const to = Math.floor(((part + 1) * sorted.length) / count)
    return sorted[from + randomInteger(random, to - from)]
  })
}
