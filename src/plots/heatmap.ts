import { axisX, axisY, image, scale, text } from '@observablehq/plot'
import { decodeMatrix } from '../matrix/codec.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import { extentOf, type Frame, framed, innerHeight, shortened, thinned } from './frame.ts'
import { gridImage } from './pixels.ts'
import { matricesOf, panelHead, seriesOf } from './run-parts.ts'

interface HeatmapInput {
  readonly title: string
  readonly subtitle: string
  readonly documents: readonly string[]
  /** Row-major, one row for each document as anchor; diagonal included. */
  readonly data: ArrayLike<number>
}

const frame: Frame = { width: 446, height: 376, top: 24, right: 64, bottom: 46, left: 76 }
const levels = 64
/** Rows and columns of the picture; of a larger matrix every k-th document is shown. */
const mostCells = 500
const barWidth = 10

/** The whole matrix: row = anchor or query, column = candidate, colour = similarity. */
function heatmapPanel({ title, subtitle, documents, data }: HeatmapInput): Panel {
  const n = documents.length
  const [low, high] = extentOf(data)
  const side = innerHeight(frame)
  const shown = thinned(n, mostCells)
  const cells = shown.flatMap(i => shown.map(j => level((data[i * n + j] - low) / (high - low))))
  const picture = gridImage(cells, shown.length, viridis, Math.max(1, Math.ceil((side * 2) / shown.length)))
  const ramp = gridImage(
    Array.from({ length: levels }, (_, at) => levels - 1 - at),
    1,
    viridis,
    1,
  )
  return {
    title,
    subtitle,
    alt: `The ${n} × ${n} similarities as colours, from ${low.toFixed(3)} (dark) to ${high.toFixed(3)} (bright). Anchors from top to bottom, candidates from left to right.`,
    width: frame.width,
    height: frame.height,
    plot(theme) {
      const right = { frameAnchor: 'top-right', textAnchor: 'start', dx: 32, fill: theme.ink } as const
      const labels = (count: number) => thinned(n, count).map(at => ({ at, name: shortened(documents[at]) }))
      const longest = Math.max(...labels(5).map(({ name }) => name.length))
      return {
        ...framed(frame, theme),
        x: { domain: [0, n], label: null },
        y: { domain: [n, 0], label: null },
        marks: [
          image([0], {
            src: picture,
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
              label: 'candidate',
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
              label: 'anchor',
              labelAnchor: 'top',
              labelArrow: 'none',
            },
          ),
          image([0], {
            src: ramp,
            frameAnchor: 'right',
            dx: 10 + barWidth / 2,
            width: barWidth,
            height: side,
            preserveAspectRatio: 'none',
          }),
          text([high.toFixed(2)], { ...right, dy: 1, lineAnchor: 'top' }),
          text([((low + high) / 2).toFixed(2)], { ...right, dy: side / 2, lineAnchor: 'middle' }),
          text([low.toFixed(2)], { ...right, dy: side - 1, lineAnchor: 'bottom' }),
        ],
      }
    },
    table() {
      const few = thinned(n, 11)
      return {
        columns: ['anchor', ...few.map(at => shortened(documents[at]))],
        rows: few.map(i => [documents[i], ...few.map(j => data[i * n + j])]),
      }
    },
  }
}

function level(share: number): number {
  return Math.round(share * (levels - 1))
}

/** Red, green and blue of each level: even steps to the eye, told apart without colour vision. */
const viridis: readonly (readonly number[])[] = (() => {
  const { apply } = scale({ color: { scheme: 'viridis', domain: [0, levels - 1] } })
  return Array.from({ length: levels }, (_, at) => rgb(apply(at) as string))
})()

function rgb(colour: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
}

/** A heat map of each series, one panel for each model and prompt. */
export const heatmapFigures: FigureMaker = run =>
  seriesOf(run, 'pairs').map(
    (series): Figure => ({
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
    }),
  )
