import { areaY, gridY, lineY, ruleX } from '@observablehq/plot'
import { decodeMatrix } from '../matrix/codec.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import { extentOf, type Frame, framed, horizontal, padded, scatterFrame, vertical } from './frame.ts'
import { documentsLine, matricesOf, panelHead, seriesOf, unitOf } from './run-parts.ts'
import { scatter } from './scatter.ts'

interface CaretInput {
  readonly title: string
  readonly subtitle: string
  /** n × n similarities, row-major, diagonal included. */
  readonly data: ArrayLike<number>
  readonly n: number
  /** What a similarity is here, such as `cosine`. */
  readonly unit: string
  readonly frame?: Frame
}

/** The article's figure: every (i, j) a dot at x = i − j, y = S[i][j]; mean and one standard deviation in cyan. */
export function caretPanel({ title, subtitle, data, n, unit, frame = scatterFrame }: CaretInput): Panel {
  const profile = signedProfile(data, n)
  const xDomain = [-n, n] as const
  const yDomain = padded(extentOf(data), 0.03)
  const x = Float64Array.from(data, (_, at) => Math.floor(at / n) - (at % n))
  const dots = scatter({ x, y: data, xDomain, yDomain }, frame)
  return {
    title,
    subtitle,
    alt: caretAlt(profile, n),
    width: frame.width,
    height: frame.height,
    plot(theme) {
      const band = {
        x: 'lag',
        y1: ({ mean, deviation }: LagPoint) => Math.max(yDomain[0], mean - deviation),
        y2: ({ mean, deviation }: LagPoint) => Math.min(yDomain[1], mean + deviation),
      }
      const edge = { x: 'lag', stroke: theme.cyan, strokeWidth: 0.9 } as const
      return {
        ...framed(frame, theme),
        x: horizontal('lag i − j', { domain: xDomain, ticks: frame.width < 400 ? 3 : 7 }),
        y: vertical(unit, { domain: yDomain }),
        marks: [
          gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
          ruleX([0], { stroke: theme.grid }),
          dots(theme),
          areaY(profile, { ...band, fill: theme.cyan, fillOpacity: 0.2 }),
          lineY(profile, { ...edge, y: band.y1 }),
          lineY(profile, { ...edge, y: band.y2 }),
          lineY(profile, { x: 'lag', y: 'mean', stroke: theme.cyan, strokeWidth: 2.2 }),
        ],
      }
    },
    table: () => ({
      columns: ['lag i − j', 'pairs', 'mean', 'standard deviation'],
      rows: profile.map(({ lag, pairs, mean, deviation }) => [
        lag,
        pairs,
        mean,
        Number(deviation.toFixed(12)),
      ]),
    }),
  }
}

interface LagPoint {
  readonly lag: number
  readonly pairs: number
  readonly mean: number
  /** Population standard deviation. */
  readonly deviation: number
}

/** Mean and spread at each i − j from −(n − 1) to n − 1. O(n²). */
function signedProfile(data: ArrayLike<number>, n: number): LagPoint[] {
  return Array.from({ length: 2 * n - 1 }, (_, at) => {
    const lag = at - (n - 1)
    const pairs = n - Math.abs(lag)
    const values = Float64Array.from({ length: pairs }, (_, k) => {
      const i = k + Math.max(0, lag)
      return data[i * n + i - lag]
    })
    const mean = values.reduce((sum, value) => sum + value, 0) / pairs
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pairs
    return { lag, pairs, mean, deviation: Math.sqrt(variance) }
  })
}

function caretAlt(profile: readonly LagPoint[], n: number): string {
  const at = (lag: number) => profile[lag + n - 1]
  const near = at(Math.min(1, n - 1))
  const far = at(Math.round((n - 1) / 2))
  return `Similarity against lag, ${n * n} dots. Mean ${at(0).mean.toFixed(2)} at lag 0, ${near.mean.toFixed(2)} ± ${near.deviation.toFixed(2)} at lag ${near.lag}, ${far.mean.toFixed(2)} ± ${far.deviation.toFixed(2)} at lag ${far.lag}.`
}

/** A caret of each series, one panel for each model and prompt. */
export const caretFigures: FigureMaker = run =>
  seriesOf(run, 'pairs').map(
    (series): Figure => ({
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
    }),
  )
