import { type Language, modelName } from '../findings/finding.ts'
import { pText, written } from '../findings/number.ts'
import { type Run, type RunMatrix, runIndex } from '../store/run.ts'
import { extentOf, shortened } from './frame.ts'

/** The series of one experiment, in the order of the run. */
export function seriesOf(run: Run, experiment: RunMatrix['experiment']): Run['series'] {
  return run.series.filter(({ id }) => matricesOf(run, id, experiment).length > 0)
}

/** What the models answered for a series, embedders first as in the run. */
export function matricesOf(run: Run, series: string, experiment: RunMatrix['experiment']): RunMatrix[] {
  return run.matrices.filter(matrix => matrix.series === series && matrix.experiment === experiment)
}

/** The model over a panel and its scores there: `concordance 0.74   straightness 0.95`. */
export function panelHead(
  run: Run,
  at: RunMatrix,
  scores: readonly (readonly [measure: string, name: string])[],
  language: Language,
) {
  const index = runIndex(run)
  const shown = scores.flatMap(([id, name]) => {
    const measure = index.measure(at, id)
    if (measure === undefined || measure.value === null) return []
    const { value, details } = measure
    const text = id === 'rhythm' ? pText({ value, details }) : written(value)
    return [`${name} ${text}`]
  })
  const question = index.matrices(at).length > 1 && at.prompt !== null ? [`“${at.prompt}”`] : []
  return { title: modelName(run, at.model, language), subtitle: [...question, ...shown].join('  ·  ') }
}

/** More findings than this would keep a listener from the page. */
const maxFindings = 3

/** What the findings say about one plot, for those who cannot see it. The verdicts are shown next to it. */
export function findingsText(run: Run, { series, model }: RunMatrix, language: Language): string {
  const about = run.findings.filter(
    ({ id, evidence }) =>
      id !== 'verdicts' && evidence.some(each => each.series === series && each.model === model),
  )
  return about
    .slice(0, maxFindings)
    .map(({ text }) => text[language] ?? text.en)
    .join(' ')
}

const units = {
  en: { cosine: 'cosine similarity', relevance: 'relevance' },
  zh: { cosine: '余弦相似度', relevance: '相关性' },
}

/** What the numbers of a matrix are. */
export function unitOf(run: Run, model: string, language: Language): string {
  const { kind, standIn } = run.models.find(({ id }) => id === model)!
  return units[language][kind === 'embedder' || standIn ? 'cosine' : 'relevance']
}

/**
 * The scale that the cosines of several embedders on a series share, so that their plots can be compared; null where a
 * plot has its own: of one embedder, and of relevance scores, whose scale is that of their model.
 */
export function sharedRange(
  run: Run,
  { series, model, experiment }: Pick<RunMatrix, 'series' | 'model' | 'experiment'>,
): readonly [low: number, high: number] | null {
  const embedders = new Set(run.models.filter(({ kind }) => kind === 'embedder').map(({ id }) => id))
  if (!embedders.has(model)) return null
  const peers = matricesOf(run, series, experiment).filter(matrix => embedders.has(matrix.model))
  return peers.length < 2 ? null : extentOf(peers.flatMap(({ values }) => extentOf(values)))
}

/** A series by its first documents and its last, each of them shortened. */
export function documentsLine(texts: readonly string[]): string {
  const shown = texts.length <= 3 ? texts : [texts[0], texts[1], texts[texts.length - 1]]
  const names = shown.map(text => shortened(text, 32))
  return (texts.length <= 3 ? names : names.toSpliced(2, 0, '…')).join(', ')
}
