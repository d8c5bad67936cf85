import { modelName } from '../findings/finding.ts'
import { decodeMatrix } from '../matrix/codec.ts'
import type { Run, RunMatrix, RunMeasure } from '../store/run.ts'
import { caretPanel } from './caret.ts'
import { casesPanel } from './cases.ts'
import type { Figure, Panel } from './figure.ts'
import { heatmapPanel } from './heatmap.ts'
import { lessonFigure } from './lesson.ts'
import { lowestOf, type OverviewRow, overviewPanel } from './overview.ts'
import { zeroPanel } from './zero.ts'

/** Every figure of a run, in the order of a report. */
export function figuresOf(run: Run): Figure[] {
  const pairs = seriesOf(run, 'pairs')
  return [
    ...overview(run),
    ...pairs.slice(0, 1).map(series => lessonFigure(series, run.seed)),
    ...pairs.flatMap(series => [caret(run, series), heatmap(run, series)]),
    ...zeroSeriesOf(run).map(series => zero(run, series)),
    ...cases(run),
  ]
}

function overview(run: Run): Figure[] {
  const headlines = run.measures.filter(
    ({ id, model }) => id === 'concordance' && !model.startsWith('reference:'),
  )
  const groups = Map.groupBy(headlines, ({ model, prompt }) => JSON.stringify([model, prompt]))
  if (groups.size === 0) return []
  const lowest = lowestOf(headlines.map(headline => overviewRow(run, headline)))
  return [
    {
      id: 'overview',
      kind: 'overview',
      series: null,
      title: 'How well each series is put in order',
      caption:
        'Concordance of each series (dot) with its 95 % interval. Orange: the best of three matchers that only compare characters. Dashed: chance. Coloured where the model is better than spelling.',
      panels: [...groups.values()].map(group =>
        overviewPanel(
          modelName(run, group[0].model),
          group[0].prompt === null ? 'each document by itself' : `asked: ${group[0].prompt}`,
          group.map(headline => overviewRow(run, headline)),
          lowest,
        ),
      ),
    },
  ]
}

function overviewRow(run: Run, { series, model, prompt, value, interval, floor }: RunMeasure): OverviewRow {
  const verdict = run.verdicts.find(
    other => other.series === series && other.model === model && other.prompt === prompt,
  )
  return {
    series,
    concordance: value,
    interval,
    floor: floor?.value ?? null,
    verdict: verdict?.verdict ?? null,
  }
}

function caret(run: Run, series: Run['series'][number]): Figure {
  return {
    id: `caret-${series.id}`,
    kind: 'caret',
    series: series.id,
    title: `${series.id}: ${documentsLine(series.texts)}`,
    caption:
      'Every pair of documents is a dot: how far apart they stand, and how similar the model finds them. Cyan: the mean at each lag, and one standard deviation to each side. Ideal: a caret, ^, with straight sides and little scatter.',
    panels: matricesOf(run, series.id, 'pairs').map(matrix =>
      caretPanel({
        ...panelHead(run, matrix, [
          ['concordance', 'concordance'],
          ['caret', 'straightness'],
          ['spread', 'spread'],
        ]),
        data: decodeMatrix(matrix.data, matrix.dtype),
        n: series.texts.length,
        unit: unitOf(run, matrix.model),
      }),
    ),
  }
}

function heatmap(run: Run, series: Run['series'][number]): Figure {
  return {
    id: `heatmap-${series.id}`,
    kind: 'heatmap',
    series: series.id,
    title: `${series.id}: every anchor against every candidate`,
    caption:
      'The same similarities as a matrix. A model that sees distance glows along the diagonal and fades evenly away from it; blocks and stripes come from shared digits. The table holds every few documents; the whole matrix is in run.json.',
    panels: matricesOf(run, series.id, 'pairs').map(matrix =>
      heatmapPanel({
        ...panelHead(run, matrix, [
          ['explained', 'explained by lag'],
          ['self-hit', 'self-hit'],
        ]),
        documents: series.texts,
        data: decodeMatrix(matrix.data, matrix.dtype),
      }),
    ),
  }
}

function zero(run: Run, series: Run['series'][number]): Figure {
  return {
    id: `zero-${series.id}`,
    kind: 'zero',
    series: series.id,
    title: `Zero against ${series.id}: ${documentsLine(series.texts)}`,
    caption:
      'Similarity of each number to zero. Cyan: the straight line that fits best. Ideal: every dot on a falling line.',
    panels: matricesOf(run, series.id, 'zero').map(matrix =>
      zeroPanel({
        ...panelHead(run, matrix, [
          ['zero-order', 'falls with size'],
          ['zero-linearity', 'in a straight line'],
        ]),
        documents: series.texts,
        values: series.values,
        data: decodeMatrix(matrix.data, matrix.dtype),
        unit: unitOf(run, matrix.model),
      }),
    ),
  }
}

function cases(run: Run): Figure[] {
  const models = run.models.filter(
    ({ id, kind }) => kind !== 'reference' && run.cases.some(({ model }) => model === id),
  )
  if (models.length === 0) return []
  const panels = models.map(({ id }): Panel => {
    const own = run.cases.filter(({ model }) => model === id)
    const right = own.filter(({ verdict }) => verdict === 'right').length
    return casesPanel({
      title: modelName(run, id),
      subtitle: `right on ${right} of ${own.length}`,
      cases: own,
    })
  })
  return [
    {
      id: 'cases',
      kind: 'cases',
      series: null,
      title: 'Hard cases',
      caption:
        'Each line is a question: which of the two is closer to the anchor? The margin is the similarity of the closer one minus that of the farther one; to the left of zero the model is wrong.',
      panels,
    },
  ]
}

function seriesOf(run: Run, experiment: RunMatrix['experiment']): Run['series'] {
  return run.series.filter(({ id }) => matricesOf(run, id, experiment).length > 0)
}

/** The plain numbers first, then the series that are probed in pairs too. */
function zeroSeriesOf(run: Run): Run['series'] {
  const also = new Set(seriesOf(run, 'pairs'))
  const all = seriesOf(run, 'zero')
  return [...all.filter(series => !also.has(series)), ...all.filter(series => also.has(series))]
}

function matricesOf(run: Run, series: string, experiment: RunMatrix['experiment']): RunMatrix[] {
  return run.matrices.filter(matrix => matrix.series === series && matrix.experiment === experiment)
}

/** The model over a panel and its scores there: `concordance 0.74   straightness 0.95`. */
function panelHead(
  run: Run,
  { series, model, prompt }: RunMatrix,
  scores: readonly (readonly [measure: string, name: string])[],
) {
  const several = run.matrices.filter(
    other => other.series === series && other.model === model && other.experiment === 'pairs',
  )
  const shown = scores.flatMap(([id, name]) => {
    const measure = run.measures.find(
      other => other.id === id && other.series === series && other.model === model && other.prompt === prompt,
    )
    return measure?.value == null ? [] : [`${name} ${measure.value.toFixed(2).replace('-', '−')}`]
  })
  const question = several.length > 1 && prompt !== null ? [`“${prompt}”`] : []
  return { title: modelName(run, model), subtitle: [...question, ...shown].join('  ·  ') }
}

function unitOf(run: Run, model: string): string {
  const { kind, standIn } = run.models.find(({ id }) => id === model)!
  return kind === 'embedder' || standIn ? 'cosine similarity' : 'relevance'
}

function documentsLine(texts: readonly string[]): string {
  return texts.length <= 3 ? texts.join(', ') : `${texts[0]}, ${texts[1]}, …, ${texts[texts.length - 1]}`
}
