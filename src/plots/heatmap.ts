import { axisX, axisY, image, scale, text } from '@observablehq/plot'
import type { Language } from '../findings/finding.ts'
import { written } from '../findings/number.ts'
import type { Run, RunMatrix, RunSeries } from '../store/run.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import {
  exponentText,
  extentOf,
  type Frame,
  framed,
  innerHeight,
  isPlainScale,
  shortened,
  thinned,
} from './frame.ts'
import { gridImage } from './pixels.ts'
import { matricesOf, panelHead, seriesOf } from './run-parts.ts'

export interface HeatmapInput {
  readonly title: string
  readonly subtitle: string
  readonly documents: readonly string[]
  /** Row-major, one row for each document as anchor; diagonal included. */
  readonly data: ArrayLike<number>
  readonly language: Language
}

const heatmapFrame: Frame = { width: 446, height: 376, top: 24, right: 64, bottom: 46, left: 76 }
const levels = 64
/** Rows and columns of the picture; of a larger matrix every k-th document is shown. */
const maxCells = 500
const barWidth = 10

/** The whole matrix: row = anchor or query, column = candidate, colour = similarity. */
export function heatmapPanel({ title, subtitle, documents, data, language }: HeatmapInput): Panel {
  const words = heatmapWords[language]
  const n = documents.length
  const [low, high] = extentOf(data)
  const legend = (score: number) => legendText(score, low, high)
  const shown = thinned(n, maxCells)
  const { frame, cell } = fittedFrame(shown.length)
  const side = innerHeight(frame)
  const cellsImage = () => {
    const cells = shown.flatMap(i => shown.map(j => level((data[i * n + j] - low) / (high - low))))
    return gridImage(cells, shown.length, viridis, cell)
  }
  const rampLevels = Array.from({ length: levels }, (_, at) => levels - 1 - at)
  // Made when the panel is first drawn: a page draws it again for each theme.
  let pictures: { readonly cells: string; readonly ramp: string } | undefined
  return {
    title,
    subtitle,
    alt: words.alt(n, written(low, 3), written(high, 3)),
    frame,
    plot(theme) {
      const right = { frameAnchor: 'top-right', textAnchor: 'start', dx: 23, fill: theme.ink } as const
      const labels = (count: number) => thinned(n, count).map(at => ({ at, name: shortened(documents[at]) }))
      pictures ??= { cells: cellsImage(), ramp: gridImage(rampLevels, 1, viridis, 1) }
      const longest = Math.max(...labels(5).map(({ name }) => name.length))
      return {
        ...framed(frame, theme),
        x: { domain: [0, n], label: null },
        y: { domain: [n, 0], label: null },
        marks: [
          image([0], {
            src: pictures.cells,
            frameAnchor: 'middle',
            width: side,
            height: side,
            preserveAspectRatio: 'none',
          }),
          axisX(
            labels(longest > 6 ? 3 : 5).map(({ at }) => at + 0.5),
            {
              tickFormat: (at: number) => shortened(documents[Math.floor(at)]),
              tickSize: 4,
              label: words.candidate,
              labelAnchor: 'center',
              labelOffset: 38,
              labelArrow: 'none',
            },
          ),
          axisY(
            labels(5).map(({ at }) => at + 0.5),
            {
              tickFormat: (at: number) => shortened(documents[Math.floor(at)]),
              tickSize: 4,
              label: words.anchor,
              labelAnchor: 'top',
              labelArrow: 'none',
            },
          ),
          image([0], {
            src: pictures.ramp,
            frameAnchor: 'right',
            dx: 10 + barWidth / 2,
            width: barWidth,
            height: side,
            preserveAspectRatio: 'none',
          }),
          text([legend(high)], { ...right, dy: 1, lineAnchor: 'top' }),
          text([legend((low + high) / 2)], { ...right, dy: side / 2, lineAnchor: 'middle' }),
          text([legend(low)], { ...right, dy: side - 1, lineAnchor: 'bottom' }),
        ],
      }
    },
    table() {
      const few = thinned(n, 11)
      return {
        columns: [words.anchor, ...few.map(at => shortened(documents[at]))],
        rows: few.map(i => [documents[i], ...few.map(j => data[i * n + j])]),
      }
    },
  }
}

/** Pixels of the picture for each CSS pixel. */
const density = 2
/** A frame may lose this share of its side, so that all cells are alike. */
const maxLoss = 0.08

/**
 * A frame whose side is a whole number of pixels for each cell, so that no cell is wider than another and a picture of
 * the usual size shows them as they are; and those pixels. Where cells are too small for that, they are scaled.
 */
function fittedFrame(cells: number): { readonly frame: Frame; readonly cell: number } {
  const whole = innerHeight(heatmapFrame)
  const cell = Math.floor((whole * density) / cells)
  const loss = whole - (cell * cells) / density
  if (loss > maxLoss * whole) return { frame: heatmapFrame, cell: Math.ceil((whole * density) / cells) }
  return {
    frame: { ...heatmapFrame, right: heatmapFrame.right + loss, bottom: heatmapFrame.bottom + loss },
    cell,
  }
}

/** A score beside the colours, in as many digits as there is room for. */
function legendText(score: number, low: number, high: number): string {
  return isPlainScale([low, high]) ? written(score, legendDigits(high - low)) : exponentText(score, 2)
}

/** Digits behind the point that tell the ends of the colours apart and leave room beside them: 5 for a short range, none from 100. */
export function legendDigits(range: number): number {
  return 5 - [0.0005, 0.01, 0.1, 10, 100].filter(bound => range >= bound).length
}

function level(share: number): number {
  return Math.round(share * (levels - 1))
}

/** Red, green and blue of each level: even steps to the eye, told apart without colour vision. */
export const viridis: readonly (readonly number[])[] = (() => {
  const { apply } = scale({ color: { scheme: 'viridis', domain: [0, levels - 1] } })
  return Array.from({ length: levels }, (_, at) => rgb(apply(at) as string))
})()

function rgb(colour: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
}

const heatmapWords = {
  en: {
    anchor: 'anchor',
    candidate: 'candidate',
    scores: { explained: 'explained by lag', 'self-hit': 'self-hit' },
    title: (series: string) => `${series}: every anchor against every candidate`,
    caption:
      'The same similarities as a matrix. A model that sees distance is bright along the diagonal and fades evenly away from it. Blocks and stripes come from shared digits. The table holds every few documents; the whole matrix is in run.json.',
    alt: (n: number, low: string, high: string) =>
      `The ${n} × ${n} similarities as colours, from ${low} (dark) to ${high} (bright). Anchors from top to bottom, candidates from left to right.`,
  },
  zh: {
    anchor: '锚点',
    candidate: '候选',
    scores: { explained: '间隔可解释', 'self-hit': '自身命中' },
    title: (series: string) => `${series}：每个锚点对每个候选`,
    caption:
      '同样的相似度画成矩阵。看得出距离的模型沿对角线最亮，并向两侧均匀变暗；方块和条纹来自相同的数字字符。表格每隔几个文档取一个；完整矩阵在 run.json 中。',
    alt: (n: number, low: string, high: string) =>
      `${n} × ${n} 个相似度用颜色表示，从 ${low}（暗）到 ${high}（亮）。锚点从上到下，候选从左到右。`,
  },
}

/** What a heat map of one matrix of a run is drawn from. */
function heatmapInput(run: Run, series: RunSeries, matrix: RunMatrix, language: Language): HeatmapInput {
  return {
    ...panelHead(run, matrix, Object.entries(heatmapWords[language].scores), language),
    documents: series.texts,
    data: matrix.values,
    language,
  }
}

/** A heat map of each series, one panel for each model and prompt. */
export const heatmapFigures: FigureMaker = (run, language) =>
  seriesOf(run, 'pairs').map(
    (series): Figure => ({
      id: `heatmap-${series.id}`,
      kind: 'heatmap',
      series: series.id,
      title: heatmapWords[language].title(series.id),
      caption: heatmapWords[language].caption,
      panels: matricesOf(run, series.id, 'pairs').map(matrix =>
        heatmapPanel(heatmapInput(run, series, matrix, language)),
      ),
    }),
  )
