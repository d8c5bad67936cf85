import { dot, gridY, lineY, text } from '@observablehq/plot'
import { fitLine } from '../math/line.ts'
import { decodeMatrix } from '../matrix/codec.ts'
import type { Run } from '../store/run.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import { extentOf, framed, horizontal, padded, scatterFrame, thinned, vertical } from './frame.ts'
import { documentsLine, matricesOf, panelHead, seriesOf, unitOf } from './run-parts.ts'
import { scatter } from './scatter.ts'

interface ZeroInput {
  readonly title: string
  readonly subtitle: string
  readonly documents: readonly string[]
  readonly values: readonly number[]
  /** Similarity of each document to the query for zero. */
  readonly data: ArrayLike<number>
  readonly unit: string
}

/** The zero experiment: similarity to zero against the number, with the straight line that fits best. */
function zeroPanel({ title, subtitle, documents, values, data, unit }: ZeroInput): Panel {
  const others = Array.from(values, (value, at) => ({ size: Math.abs(value), similarity: data[at] })).filter(
    ({ size }) => size > 0,
  )
  const { intercept, slope } = fitLine(
    others.map(({ size }) => size),
    others.map(({ similarity }) => similarity),
  )
  const ends = extentOf(values)
  const xDomain = padded(ends, 0.02)
  const corners = ends[0] < 0 && ends[1] > 0 ? [ends[0], 0, ends[1]] : ends
  const fitted = Number.isNaN(slope)
    ? []
    : corners.map(value => ({ value, similarity: intercept + slope * Math.abs(value) }))
  const yDomain = padded(extentOf([...Array.from(data), ...fitted.map(({ similarity }) => similarity)]), 0.03)
  const dots = scatter({ x: values, y: data, xDomain, yDomain }, scatterFrame)
  const zeroAt = values.indexOf(0)
  return {
    title,
    subtitle,
    alt: `Similarity to zero against the number, from ${documents[0]} to ${documents[documents.length - 1]}. The straight line that fits best ${slope < 0 ? 'falls' : 'rises'} with size.`,
    width: scatterFrame.width,
    height: scatterFrame.height,
    plot(theme) {
      const zero = zeroAt < 0 ? [] : [{ value: 0, similarity: data[zeroAt] }]
      const place = { x: 'value', y: 'similarity' } as const
      return {
        ...framed(scatterFrame, theme),
        x: horizontal('number', { domain: xDomain, ticks: Math.abs(ends[1]) < 1e6 ? 5 : 2 }),
        y: vertical(`${unit} to zero`, { domain: yDomain }),
        marks: [
          gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
          dots(theme),
          lineY(fitted, { ...place, stroke: theme.cyan, strokeWidth: 2.2 }),
          dot(zero, { ...place, r: 4, stroke: theme.ink, fill: 'none', strokeWidth: 1.4 }),
          text(zero, { ...place, text: () => '0 itself', dx: 8, textAnchor: 'start', fill: theme.ink }),
        ],
      }
    },
    table: () => ({
      columns: ['document', 'number', `${unit} to zero`],
      rows: thinned(values.length, 129).map(at => [documents[at], values[at], data[at]]),
    }),
  }
}

/** The zero experiment, a figure for each series. */
export const zeroFigures: FigureMaker = run =>
  zeroSeriesOf(run).map(
    (series): Figure => ({
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
    }),
  )

/** The plain numbers first, then the series that are probed in pairs too. */
function zeroSeriesOf(run: Run): Run['series'] {
  const also = new Set(seriesOf(run, 'pairs'))
  const all = seriesOf(run, 'zero')
  return [...all.filter(series => !also.has(series)), ...all.filter(series => also.has(series))]
}
