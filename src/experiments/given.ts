import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { cosineMatrix } from '../matrix/gram.ts'
import type { Similarity } from '../matrix/similarity.ts'
import { rowsOf } from '../models/embedder.ts'
import { readTogether, reasonOf } from '../series/read-together.ts'
import { type Ruler, rulers } from '../series/ruler.ts'
import type { Series } from '../series/series.ts'

import type { ScoreFile, TableKind } from '../store/table/score-shape.ts'

/** Similarities from any tool, with the values they are held against. */
export interface Given {
  readonly similarity: Similarity
  /** In ascending order of value; without texts of its own, the values stand as its documents. */
  readonly series: Series
  readonly hasTexts: boolean
}

/** What the command line says of a file; null where it says nothing. */
export interface GivenOptions {
  readonly kind: TableKind | null
  readonly values: readonly number[] | null
  readonly ruler: Ruler | null
  readonly period: number | null
}

/** Fewer have no two distances to compare. */
const minRows = 3

/** S counts as symmetric when no two mirrored entries differ by more than this share of the largest, */
const shareOfSize = 1e-6

/** nor by more than this share of the spread off the diagonal: what is added to all numbers makes nothing symmetric. */
const shareOfSpread = 1e-3

/**
 * Puts together what a file holds and what was said of it.
 * @param name what to call the series
 * @throws NumeracyError `usage` where something is missing, `input` where parts do not fit each other
 */
export function givenSimilarity(file: ScoreFile, options: GivenOptions, name: string): Given {
  const kind = options.kind ?? file.kind
  if (kind === null)
    throw usage('what the numbers are is not known; expected --kind similarities, distances or vectors.')
  if (file.kind !== null && kind !== file.kind)
    throw usage(`got --kind ${kind}, but the file holds ${file.kind}. Leave --kind out.`)
  const texts = file.texts ?? labelsAsTexts(file, kind)
  const values = options.values ?? file.values ?? valuesOfTexts(texts)
  const ruler = rulerOf(options.ruler ?? file.ruler)
  const period = options.period ?? file.period
  const { rows, columns, data } = file.table
  if (kind !== 'vectors' && rows !== columns)
    throw input(`got ${rows} rows and ${columns} columns of ${kind}; expected as many columns as rows.`)
  if (values.length !== rows)
    throw input(`got ${values.length} values for ${rows} rows; expected one value for each row.`)
  if (texts !== null && texts.length !== rows)
    throw input(`got ${texts.length} texts for ${rows} rows; expected one text for each row.`)
  if (ruler === 'circular' && !(period !== null && period > 0))
    throw usage('got a circular ruler without a period; give --period, such as --period 24.')
  if (ruler === 'log' && values.some(value => value <= 0))
    throw input('got the log ruler with a value that is not above 0. Use --ruler linear.')
  if (rows < minRows) throw input(`got ${rows} rows; expected ${minRows} at least. Give more documents.`)
  if (values.every(value => value === values[0]))
    throw input('got the same value for every row; expected values that differ.')
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b] || a - b)
  const series: Series = {
    id: name,
    family: 'number',
    description: 'Given in a file.',
    source: 'file',
    texts: order.map(at => texts?.[at] ?? String(values[at])),
    values: order.map(at => values[at]),
    ruler,
    period: ruler === 'circular' ? period : null,
  }
  return {
    similarity: inOrder(similarityOf(kind, rows, columns, data), order),
    series,
    hasTexts: texts !== null,
  }
}

/** The labels of the rows; of a square also those of its columns, which must be the same. */
function labelsAsTexts(
  { rowLabels = null, columnLabels = null }: ScoreFile,
  kind: TableKind,
): readonly string[] | null {
  if (kind === 'vectors') return rowLabels
  if (rowLabels === null || columnLabels === null) return rowLabels ?? columnLabels
  const at = rowLabels.findIndex((label, place) => label !== columnLabels[place])
  if (at < 0) return rowLabels
  throw input(
    `got the label ${quoted(rowLabels[at])} for row ${at + 1} and ${columnLabels[at] === undefined ? 'none' : quoted(columnLabels[at])} for column ${at + 1}; expected rows and columns in one order.`,
  )
}

/** Values that the texts read as together. */
function valuesOfTexts(texts: readonly string[] | null): readonly number[] {
  if (texts === null)
    throw usage(
      'the values of the documents are not known; give --values FILE, one a line, or --texts FILE with texts that read as values.',
    )
  const read = readTogether(texts)
  if (read.kind === 'read') return read.values
  throw usage(
    `the values of the documents are not known, and their texts do not read as any: ${reasonOf(texts, read)}. Give --values FILE, one a line.`,
  )
}

/** Lags are steps from value to value, whatever the order in which the rows were given. */
function inOrder(similarity: Similarity, order: readonly number[]): Similarity {
  const { n, data } = similarity
  const ordered = data.map((_, at) => data[order[Math.floor(at / n)] * n + order[at % n]])
  return { ...similarity, data: ordered }
}

function similarityOf(kind: TableKind, rows: number, columns: number, data: Float64Array): Similarity {
  if (kind === 'vectors') {
    for (let row = 0; row < rows; row++) {
      const vector = data.subarray(row * columns, (row + 1) * columns)
      if (vector.every(part => part === 0))
        throw input(`the vector in row ${row + 1} is all zeros, which has no direction. Leave it out.`)
    }
    const vectors = rowsOf({ count: rows, dimensions: columns, data })
    return { n: rows, data: cosineMatrix(vectors, vectors), symmetric: true, gram: true }
  }
  const similarities = kind === 'distances' ? data.map(distance => -distance) : data
  return { n: rows, data: similarities, symmetric: isSymmetric(similarities, rows), gram: false }
}

function isSymmetric(data: Float64Array, n: number): boolean {
  let [largest, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const value = data[i * n + j]
      largest = Math.max(largest, Math.abs(value))
      if (i === j) continue
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
  // Where all numbers are equal except for the rounding of doubles, so are mirrored ones.
  const visible = Math.max(shareOfSpread * (most - least), Number.EPSILON * 256 * largest)
  const tolerance = Math.min(shareOfSize * largest, visible)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) if (Math.abs(data[i * n + j] - data[j * n + i]) > tolerance) return false
  return true
}

function rulerOf(named: string | null): Ruler {
  const ruler = rulers.find(each => each === (named ?? 'linear'))
  if (ruler === undefined)
    throw input(`got the ruler ${quoted(named!)}; expected one of ${rulers.join(', ')}.`)
  return ruler
}

function usage(problem: string): NumeracyError {
  return new NumeracyError('usage', `score: ${problem}`)
}

function input(problem: string): NumeracyError {
  return new NumeracyError('input', `score: ${problem}`)
}
