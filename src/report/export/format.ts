import { NumeracyError } from '../../base/error.ts'

/** What a file is to hold, and in which form. */
export type ExportFormat =
  | { readonly kind: 'matrix'; readonly ending: 'csv' | 'npy' | 'parquet' }
  | { readonly kind: 'figure'; readonly ending: 'svg' | 'png' }
  | { readonly kind: 'measures' | 'report' | 'card' }

/** The first that fits the end of a name decides. */
const formats: readonly (ExportFormat & { readonly end: string })[] = [
  { end: 'measures.csv', kind: 'measures' },
  { end: 'card.md', kind: 'card' },
  { end: '.csv', kind: 'matrix', ending: 'csv' },
  { end: '.npy', kind: 'matrix', ending: 'npy' },
  { end: '.parquet', kind: 'matrix', ending: 'parquet' },
  { end: '.md', kind: 'report' },
  { end: '.svg', kind: 'figure', ending: 'svg' },
  { end: '.png', kind: 'figure', ending: 'png' },
]

/** Each name that can be given, and what it holds: a line each. */
export const exportNames = `  matrix.csv, .npy, .parquet   the similarities of one matrix: a row for each query
  measures.csv                 every measure of the run, a line each
  report.md                    the report, its figures in report-figures/
  figure.svg, .png             the figure of a series
  card.md                      a section for the card of a model, with its model-index`

/**
 * What a file holds, by the end of its name.
 * @throws NumeracyError `usage` with all that is possible
 */
export function exportFormat(name: string): ExportFormat {
  const lower = name.toLowerCase()
  const found = formats.find(({ end }) => lower.endsWith(end))
  const isMatrixByMistake = found?.kind === 'matrix' && /measures\.[a-z]+$/.test(lower)
  if (found !== undefined && !isMatrixByMistake) return found
  const problem = isMatrixByMistake
    ? `--to: got ${JSON.stringify(name)}, but measures are written as CSV alone`
    : `--to: got ${JSON.stringify(name)}, whose end names nothing that can be written`
  throw new NumeracyError('usage', `${problem}. Expected a name that ends as one of these:\n${exportNames}`, {
    details: { to: name, possible: formats.map(({ end }) => end) },
  })
}
