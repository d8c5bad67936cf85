import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { articleSeries, catalogueSeries, seriesCatalogue } from '../series/catalogue.ts'
import { onRuler } from '../series/own-ruler.ts'
import { isRange, rangeSeries } from '../series/range.ts'
import type { Series } from '../series/series.ts'
import { namesColumns } from '../series/table/columns.ts'
import type { FileSeries } from '../series/table/file-series.ts'
import type { TableOptions } from '../series/table/table-options.ts'
import { checkTemplate, templatedSeries } from '../series/template.ts'
import { seriesEndings, seriesFromFile } from '../usecases/series-file.ts'

/** Whether a series was read from a file. */
export function isFromFile(series: Series): series is FileSeries {
  return 'read' in series
}

/**
 * The series that a word on the command line names: one of the catalogue, a range, or a file. A word with a
 * slash, or with a file's ending, is a path.
 * @param options of a file; the template goes round the documents of any series
 * @throws NumeracyError `unknown`, `input`, `usage` or `storage`
 */
export async function seriesNamed(word: string, cwd: string, options: TableOptions = {}): Promise<Series> {
  const known = await seriesWithoutFile(word, cwd)
  if (known === null) return seriesFromFile(resolve(cwd, word), options)
  return templated(onRuler(known, options), word, options)
}

/** A series that is not a file in the template of the options. */
function templated(known: Series, word: string, { template }: TableOptions): Series {
  if (template === undefined) return known
  if (namesColumns(template) && !template.includes('{d}'))
    throw new NumeracyError(
      'usage',
      `--template: got ${JSON.stringify(template)}, which names columns; ${word} is not a file and has none. Write {d} where the document goes.`,
      { details: { option: '--template', template } },
    )
  return templatedSeries(known, template)
}

/** A file with how it is read. */
export interface NamedTable {
  readonly path: string
  readonly options: TableOptions
}

/**
 * The series of a probe: those that are named, each once, then those of tables, or those of the article in a template; undefined where
 * nothing is said of them.
 * @throws as `seriesNamed`
 */
export async function probedSeries(
  words: readonly string[],
  cwd: string,
  options: TableOptions,
  tables: readonly NamedTable[] = [],
): Promise<Series[] | undefined> {
  const { template } = options
  if (template !== undefined && !namesColumns(template)) checkTemplate(template, '--template')
  const named = await Promise.all([...new Set(words)].map(word => seriesNamed(word, cwd, options)))
  checkFileOptions(named, options)
  const seed = options.seed
  const read = await Promise.all(
    tables.map(({ path, options: own }) => seriesFromFile(path, { seed, ...own })),
  )
  if (named.length + read.length > 0) return [...named, ...read]
  return template === undefined ? undefined : articleSeries.map(each => templatedSeries(each, template))
}

/** Null for a file. */
async function seriesWithoutFile(word: string, cwd: string): Promise<Series | null> {
  if (seriesCatalogue.some(({ id }) => id === word)) return catalogueSeries(word)
  if (isRange(word)) return rangeSeries(word)
  const isPath = /[/\\]/.test(word) || seriesEndings.some(ending => word.toLowerCase().endsWith(`.${ending}`))
  if (isPath || (await stat(resolve(cwd, word)).catch(() => null)) !== null) return null
  return catalogueSeries(word)
}

const fileFlags = [
  'column',
  'valueColumn',
  'header',
  'delimiter',
  'decimal',
  'dates',
  'rows',
  'skipBadRows',
] as const

/** @throws NumeracyError `usage` where options of files are given, and no series is one */
export function checkFileOptions(series: readonly Series[], options: TableOptions): void {
  const [alone] = (['ruler', 'period'] as const).filter(name => options[name] !== undefined)
  if (series.length === 0 && alone !== undefined)
    throw new NumeracyError(
      'usage',
      `--${alone}: it says how the values of a series are compared, and none is named. Name one, such as --series integers, or leave --${alone} out.`,
      { details: { option: `--${alone}` } },
    )
  if (series.some(isFromFile)) return
  const [given] = fileFlags.filter(name => options[name] !== undefined)
  if (given === undefined) return
  const flag = `--${given === 'header' && options.header === false ? 'no-header' : given.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`
  throw new NumeracyError(
    'usage',
    `${flag}: it says how a file is read, and no series is a file. Name one, such as --series prices.csv, or leave ${flag} out.`,
    { details: { option: flag } },
  )
}
