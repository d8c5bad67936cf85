import { NumeracyError } from '../../base/error.ts'
import type { ExportFormat } from './format.ts'

const ofOnePlace = ['series', 'model', 'prompt', 'experiment'] as const

/** Every format, in the order in which they are listed. */
export const exportFormats: readonly ExportFormat[] = [
  {
    id: 'matrix',
    extensions: ['csv', 'npy', 'parquet'],
    holds: 'the similarities of one matrix: a row for each query',
    called: 'one matrix',
    takes: ofOnePlace,
    write: async given => (await import('./matrix-file.ts')).matrixExport(given),
  },
  {
    id: 'labelled',
    extensions: ['csv'],
    isNamed: true,
    holds: 'one matrix, its first row and column the texts',
    called: 'a labelled matrix',
    takes: ofOnePlace,
    write: async given => (await import('./labelled-file.ts')).labelledExport(given),
  },
  {
    id: 'matrices',
    extensions: ['/'],
    holds: 'a folder of all labelled matrices, and their list',
    called: 'a folder of matrices',
    takes: ofOnePlace,
    write: async given => (await import('./matrices-folder.ts')).matricesExport(given),
  },
  {
    id: 'pairs',
    extensions: ['csv', 'parquet'],
    isNamed: true,
    holds: 'a line for each anchor and candidate',
    called: 'a table of pairs',
    takes: ['series', 'model', 'prompt'],
    write: async given => (await import('./pairs-file.ts')).pairsExport(given),
  },
  {
    id: 'measures',
    extensions: ['csv'],
    isNamed: true,
    holds: 'every measure of the run, a line each',
    called: 'a table of measures',
    takes: ofOnePlace,
    write: async given => (await import('./measures-file.ts')).measuresExport(given),
  },
  {
    id: 'summary',
    extensions: ['json'],
    isNamed: true,
    holds: 'the scores as flat JSON, for the curves of a training',
    called: 'the scores of models',
    takes: ['model'],
    write: async given => (await import('./summary-file.ts')).summaryExport(given),
  },
  {
    id: 'report',
    extensions: ['md'],
    holds: 'the report, its figures in report-figures/',
    called: 'the report of a whole run',
    takes: ['figure-width'],
    write: async given => (await import('./report-files.ts')).reportExport(given),
  },
  {
    id: 'figure',
    extensions: ['svg', 'png', 'pdf'],
    isOfSeveral: true,
    holds: 'a figure: of a series, another of --figure, or of several runs',
    called: 'a figure',
    takes: ['figure', ...ofOnePlace, 'figure-width'],
    write: async given => (await import('./figure-file.ts')).figureExport(given),
  },
  {
    id: 'card',
    extensions: ['md'],
    isNamed: true,
    holds: 'a section for the card of a model, with its model-index',
    called: 'the card of a model',
    takes: ['model', 'prompt'],
    write: async given => (await import('./card-files.ts')).cardExport(given),
  },
  {
    id: 'scores',
    extensions: ['tex'],
    isOfSeveral: true,
    holds: 'the scores of models as a table for LaTeX',
    called: 'a table for LaTeX',
    takes: ['series', 'model'],
    write: async given => (await import('./latex-file.ts')).latexExport(given),
  },
  {
    id: 'references',
    extensions: ['bib'],
    isOfSeveral: true,
    holds: 'what to cite, for BibTeX: the tool, models, methods',
    called: 'a bibliography',
    takes: [],
    write: async given => (await import('./bibtex-file.ts')).bibtexExport(given),
  },
]

/** Each name that can be given, and what it holds: a line each. */
export const exportNames = exportFormats
  .map(({ id, extensions: [usual, ...others], holds }) => {
    const names = [`${id}${ending(usual)}`, ...others.map(ending)].join(', ')
    return `  ${names.padEnd(26)}   ${holds}`
  })
  .join('\n')

/** The ends that a name may have. */
function endsOf({ id, extensions, isNamed }: ExportFormat): readonly string[] {
  return extensions.map(extension => `${isNamed ? id : ''}${ending(extension)}`)
}

function ending(extension: string): string {
  return extension === '/' ? extension : `.${extension}`
}

/**
 * What a file holds, by the end of its name; a format with a name of its own goes before the others of its extension.
 * @throws NumeracyError `usage` with all that is possible
 */
export function exportFormat(name: string): ExportFormat {
  const lower = name.toLowerCase()
  const fits = exportFormats.filter(format => endsOf(format).some(end => lower.endsWith(end)))
  const found = fits.find(({ isNamed }) => isNamed) ?? fits[0]
  const mistaken = exportFormats.find(format => isMeantOtherwise(format, lower) && format !== found)
  if (found !== undefined && mistaken === undefined) return found
  const problem =
    mistaken === undefined
      ? `--to: got ${JSON.stringify(name)}, whose end names nothing that can be written`
      : `--to: got ${JSON.stringify(name)}, but ${mistaken.called} is written as ${endsOf(mistaken).join(' or ')} alone`
  throw new NumeracyError('usage', `${problem}. Expected a name that ends as one of these:\n${exportNames}`, {
    details: { to: name, possible: exportFormats.flatMap(endsOf) },
  })
}

/** Whether a name is that of a format with a name of its own, except for its extension. */
function isMeantOtherwise({ id, isNamed }: ExportFormat, name: string): boolean {
  return isNamed === true && new RegExp(`(?:^|[^a-z])${id}\\.[a-z]+$`).test(name)
}
