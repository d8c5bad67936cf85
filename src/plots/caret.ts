import { areaY, gridY, lineY, type Markish, ruleX } from '@observablehq/plot'
import type { Language } from '../findings/finding.ts'
import { written } from '../findings/number.ts'
import type { Run, RunMatrix, RunSeries } from '../store/run.ts'
import { densityMark } from './density.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import {
  extentOf,
  type Frame,
  framed,
  horizontal,
  padded,
  scatterFrame,
  scoreTicks,
  vertical,
  withScoreRoom,
} from './frame.ts'
import { type LagAxis, lagAxis, seriesAxis } from './lag-axis.ts'
import { type LagMean, lagMeans } from './lag-mean.ts'
import {
  documentsLine,
  findingsText,
  matricesOf,
  panelHead,
  seriesOf,
  sharedRange,
  unitOf,
} from './run-parts.ts'
import { scatterMark } from './scatter.ts'
import type { Theme } from './theme.ts'

/** Another matrix over the same documents, of which the means are drawn. */
export interface CaretOverlay {
  readonly data: ArrayLike<number>
  /** Its name in the theme. */
  readonly colour: 'bad' | 'good' | 'muted'
}

export interface CaretInput {
  readonly title: string
  readonly subtitle: string
  /** n × n similarities, row-major, diagonal included. */
  readonly data: ArrayLike<number>
  readonly n: number
  /** What a similarity is here, such as `cosine`. */
  readonly unit: string
  readonly language: Language
  /** Its left side grows where scores are long. */
  readonly frame?: Frame
  /** Default: lag i − j. */
  readonly axis?: LagAxis
  /** The part of the axis that is shown. Default: all of it. */
  readonly domain?: readonly [low: number, high: number]
  /** Ends of the vertical axis, where several carets share one. Default: those of the data. */
  readonly range?: readonly [low: number, high: number]
  /** How the pairs are drawn. Default: as dots, of more than 400 documents as a density; `none`: means alone. */
  readonly pairs?: 'dots' | 'density' | 'none'
  readonly overlays?: readonly CaretOverlay[]
  /** What the findings say about it. */
  readonly findings?: string
}

/** More dots than those of this many documents cannot be told apart. */
const maxDocuments = 400

/**
 * The article's figure: every (i, j) a dot at x = i − j, y = S[i][j]; mean and one standard deviation in cyan. Documents
 * that are not evenly spaced stand at their distance on the ruler.
 */
export function caretPanel(input: CaretInput): Panel {
  const { title, subtitle, data, n, unit, language, overlays = [] } = input
  const { axis = lagAxis(n, language), pairs = n > maxDocuments ? 'density' : 'dots' } = input
  const means = lagMeans(data, axis)
  const others = overlays.map(overlay => ({ ...overlay, means: lagMeans(overlay.data, axis) }))
  const xDomain = input.domain ?? axis.domain
  const ends = others.flatMap(({ means }) => extentOf(means.map(({ mean }) => mean)))
  const yDomain = padded(input.range ?? extentOf([...extentOf(data), ...ends]), 0.03)
  const frame = withScoreRoom(input.frame ?? scatterFrame, yDomain)
  const scatter = { x: axis.x, y: data, xDomain, yDomain }
  const words = caretWords[language]
  // Only where it is needed: what is clipped has an id of its own.
  const clip = input.domain !== undefined
  const marks: Readonly<Record<typeof pairs, (theme: Theme) => Markish>> = {
    dots: scatterMark(scatter, frame),
    density: densityMark(scatter, frame),
    none: () => null,
  }
  return {
    title,
    subtitle,
    alt: `${words.alt(n, caretPoints(means))} ${input.findings ?? ''}`.trim(),
    frame,
    scatter: { ...scatter, isShown: pairs === 'dots' },
    plot(theme) {
      const band = {
        x: 'lag',
        y1: ({ mean, deviation }: LagMean) => Math.max(yDomain[0], mean - deviation),
        y2: ({ mean, deviation }: LagMean) => Math.min(yDomain[1], mean + deviation),
        clip,
      } as const
      const edge = { x: 'lag', stroke: theme.cyan, strokeWidth: 0.9, clip } as const
      return {
        ...framed(frame, theme),
        x: horizontal(axis.label, { domain: xDomain, ticks: frame.width < 400 ? 3 : 7 }),
        y: vertical(unit, { domain: yDomain, ...scoreTicks(yDomain) }),
        marks: [
          gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
          ruleX([0], { stroke: theme.grid, clip }),
          marks[pairs](theme),
          areaY(means, { ...band, fill: theme.cyan, fillOpacity: 0.2 }),
          lineY(means, { ...edge, y: band.y1 }),
          lineY(means, { ...edge, y: band.y2 }),
          others.map(({ means, colour }) =>
            lineY(means, { ...edge, y: 'mean', stroke: theme[colour], strokeWidth: 1.8 }),
          ),
          lineY(means, { ...edge, y: 'mean', strokeWidth: 2.2 }),
        ],
      }
    },
    table: () => ({
      columns: [axis.label, ...words.columns],
      rows: means.map(({ lag, pairs, mean, deviation }) => [lag, pairs, mean, Number(deviation.toFixed(12))]),
    }),
  }
}

/** The means in the middle, next to it and half way out. */
function caretPoints(means: readonly LagMean[]): readonly [middle: LagMean, near: LagMean, far: LagMean] {
  const middle = means.findIndex(({ lag }) => lag >= 0)
  const at = (offset: number) => means[Math.min(middle + offset, means.length - 1)]
  return [at(0), at(1), at(Math.round((means.length - 1 - middle) / 2))]
}

type CaretPoints = ReturnType<typeof caretPoints>

const point = ({ mean, deviation }: LagMean) => `${written(mean)} ± ${written(deviation)}`
const lagText = ({ lag }: LagMean) => String(Number(lag.toPrecision(3)))

const caretWords = {
  en: {
    columns: ['pairs', 'mean', 'standard deviation'],
    scores: { concordance: 'concordance', caret: 'straightness', spread: 'spread' },
    title: (series: RunSeries) => `${series.id}: ${documentsLine(series.texts)}`,
    caption:
      'Every pair of documents is a dot, placed by their distance and by how similar the model finds them. Cyan: the mean at each lag, and one standard deviation to each side. Ideal: a caret, ^, with straight sides and little scatter.',
    alt: (n: number, [middle, near, far]: CaretPoints) =>
      `Similarity against lag, ${n * n} dots. Mean ${written(middle.mean)} at lag 0, ${point(near)} at lag ${lagText(near)}, ${point(far)} at lag ${lagText(far)}.`,
  },
  zh: {
    columns: ['对数', '均值', '标准差'],
    scores: { concordance: '一致率', caret: '直线度', spread: '离散度' },
    title: (series: RunSeries) => `${series.id}：${documentsLine(series.texts)}`,
    caption:
      '每一对文档是一个点：横轴是它们相隔多远，纵轴是模型认为它们有多相似。青色：每个间隔处的均值及上下各一个标准差。理想的形状是尖角 ^：两边笔直，点几乎不散开。',
    alt: (n: number, [middle, near, far]: CaretPoints) =>
      `相似度随间隔的变化，共 ${n * n} 个点。间隔 0 处均值 ${written(middle.mean)}，间隔 ${lagText(near)} 处 ${point(near)}，间隔 ${lagText(far)} 处 ${point(far)}。`,
  },
}

/** What a caret of one matrix of a run is drawn from. */
export function caretInput(run: Run, series: RunSeries, matrix: RunMatrix, language: Language): CaretInput {
  const { scores } = caretWords[language]
  const range = sharedRange(run, matrix)
  return {
    ...panelHead(run, matrix, Object.entries(scores), language),
    data: matrix.values,
    n: series.texts.length,
    axis: seriesAxis(series, language),
    unit: unitOf(run, matrix.model, language),
    language,
    findings: findingsText(run, matrix, language),
    ...(range !== null && { range }),
  }
}

/** A caret of each series, one panel for each model and prompt. */
export const caretFigures: FigureMaker = (run, language) =>
  seriesOf(run, 'pairs').map(
    (series): Figure => ({
      id: `caret-${series.id}`,
      kind: 'caret',
      series: series.id,
      title: caretWords[language].title(series),
      caption: caretWords[language].caption,
      panels: matricesOf(run, series.id, 'pairs').map(matrix =>
        caretPanel(caretInput(run, series, matrix, language)),
      ),
    }),
  )
