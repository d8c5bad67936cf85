import { checkArgument } from '../base/arguments.ts'
import { unfitCharacter } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { type Ruler, rulers } from './ruler.ts'
import type { ValueKind } from './value-kinds.ts'

/** What the documents of a series stand for; decides how an error, a plot or an experiment speaks of them. */
export const families = ['number', 'money', 'date', 'time', 'version', 'percentage', 'quantity'] as const
export type Family = (typeof families)[number]

/** An ordered list of documents, each with the value it stands for. */
export interface Series {
  /** Stable name, as on the command line and in run files. */
  readonly id: string
  readonly family: Family
  /** Default: a kind of its own, as each series of a user is. */
  readonly kind?: ValueKind
  /** One sentence on what it is and why it is there. */
  readonly description: string
  /** Where it comes from: the article, this project, or a file. */
  readonly source: string
  /** The documents, distinct, in ascending order of place on the ruler (descending for negatives). */
  readonly texts: readonly string[]
  /** The values, one for each document, in the unit that `description` names. */
  readonly values: readonly number[]
  readonly ruler: Ruler
  /** Length of the circle in the unit of the values; null unless the ruler is circular. */
  readonly period: number | null
  /**
   * What one unit of the values is where the texts are read (`readingsAs`): 60 for minutes, as times are read in seconds.
   * Null where the texts do not read as their values, such as words. Default 1.
   */
  readonly readUnit?: number | null
  /** What its reader should know of how it was read, such as lines that were left out. Default: nothing. */
  readonly notes?: readonly string[]
}

/** n² scores are held in memory up to so many documents; of a larger series anchors are sampled. */
export const allPairsLimit = 5000

/** Above this many documents a series is refused: what a run file takes, and what fits in 1 GB with its vectors. */
export const maxDocuments = 100_000

/** A document longer than this (in UTF-16 units) is refused before any model is asked. */
export const maxDocumentLength = 10_000

/**
 * A series whose parts fit: 3 to 100,000 distinct documents, none empty, one finite value each. Values may be equal, but
 * not all of them.
 * @throws NumeracyError `input`
 */
export function defineSeries(series: Series): Series {
  checkArgument('defineSeries', series, 'object')
  const { id, texts, values } = series
  checkArgument('defineSeries: id', id, 'text')
  checkArgument(`Series ${id}: texts`, texts, 'texts')
  checkArgument(`Series ${id}: values`, values, 'numbers')
  checkArgument(`Series ${id}: ruler`, series.ruler, rulers)
  checkArgument(`Series ${id}: family`, series.family, families)
  const refuse = (problem: string, details: Record<string, unknown> = {}): never => {
    throw new NumeracyError('input', `Series ${id}: ${problem}`, { details: { series: id, ...details } })
  }
  if (texts.length !== values.length)
    refuse(`got ${texts.length} documents but ${values.length} values; give one value for each document.`)
  if (texts.length < 3)
    refuse(
      `got ${texts.length} ${texts.length === 1 ? 'document' : 'documents'}; a series needs at least 3. Add documents.`,
    )
  if (texts.length > maxDocuments) {
    refuse(
      `got ${texts.length.toLocaleString('en')} documents; at most ${maxDocuments.toLocaleString('en')} are taken. Take a part of them (of a table: --rows ${maxDocuments}), or a larger step.`,
    )
  }
  const seen = new Map<string, number>()
  for (const [index, text] of texts.entries()) {
    const place = `document ${index + 1}`
    if (text.trim() === '') refuse(`${place} is empty. Remove it.`)
    if (text.length > maxDocumentLength)
      refuse(
        `${place} has ${text.length.toLocaleString('en')} characters; at most ${maxDocumentLength.toLocaleString('en')} are taken. Shorten it.`,
      )
    const character = unfitCharacter(text)
    if (character !== null) refuse(`${place} holds the control character ${character}. Remove it.`)
    const earlier = seen.get(text)
    if (earlier !== undefined)
      refuse(
        `documents ${earlier + 1} and ${index + 1} are both ${JSON.stringify(text)}; each may stand once. Remove one.`,
      )
    seen.set(text, index)
    if (!Number.isFinite(values[index]))
      refuse(`${place} (${JSON.stringify(text)}) has the value ${values[index]}; expected a finite number.`)
  }
  if (values.every(value => value === values[0]))
    refuse(`all documents have the value ${values[0]}; two of them at least must differ. Add other values.`)
  const low = series.ruler === 'log' ? values.findIndex(value => value <= 0) : -1
  if (low >= 0)
    refuse(
      `document ${low + 1} (${JSON.stringify(texts[low])}) has the value ${values[low]}; a logarithmic ruler needs values above 0.`,
    )
  if (series.ruler === 'circular' && !(series.period !== null && series.period > 0))
    refuse('a circular ruler needs a period above 0.')
  return Object.freeze(series)
}
