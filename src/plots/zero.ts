import { dot, gridY, lineY, text } from '@observablehq/plot'
import type { Language } from '../findings/finding.ts'
import { fitLine } from '../math/line.ts'
import type { Run } from '../store/run.ts'
import type { Figure, FigureMaker, Panel } from './figure.ts'
import {
  extentOf,
  framed,
  horizontal,
  padded,
  scatterFrame,
  scoreTicks,
  thinned,
  vertical,
  withScoreRoom,
} from './frame.ts'
import { documentsLine, matricesOf, panelHead, seriesOf, sharedRange, unitOf } from './run-parts.ts'
import { scatterMark } from './scatter.ts'

interface ZeroInput {
  readonly title: string
  readonly subtitle: string
  readonly documents: readonly string[]
  readonly values: readonly number[]
  /** Similarity of each document to the query for zero. */
  readonly data: ArrayLike<number>
  /** What the plots of several models must have room for; null where this one stands for itself. */
  readonly range: readonly [low: number, high: number] | null
  readonly unit: string
  readonly language: Language
}

/** The zero experiment: similarity to zero against the number, with the straight line that fits best. */
function zeroPanel({ title, subtitle, documents, values, data, range, unit, language }: ZeroInput): Panel {
  const words = zeroWords[language]
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
  const yDomain = padded(
    extentOf([...(range ?? extentOf(data)), ...fitted.map(({ similarity }) => similarity)]),
    0.03,
  )
  const frame = withScoreRoom(scatterFrame, yDomain)
  const scatter = { x: values, y: data, xDomain, yDomain }
  const dots = scatterMark(scatter, frame)
  const zeroAt = values.indexOf(0)
  return {
    title,
    subtitle,
    alt: words.alt(documents[0], documents[documents.length - 1], slope < 0),
    frame,
    scatter: { ...scatter, isShown: true },
    plot(theme) {
      const zero = zeroAt < 0 ? [] : [{ value: 0, similarity: data[zeroAt] }]
      const place = { x: 'value', y: 'similarity' } as const
      return {
        ...framed(frame, theme),
        x: horizontal(words.number, { domain: xDomain, ticks: Math.abs(ends[1]) < 1e6 ? 5 : 2 }),
        y: vertical(words.toZero(unit), { domain: yDomain, ...scoreTicks(yDomain) }),
        marks: [
          gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
          dots(theme),
          lineY(fitted, { ...place, stroke: theme.cyan, strokeWidth: 2.2 }),
          dot(zero, { ...place, r: 4, stroke: theme.ink, fill: 'none', strokeWidth: 1.4 }),
          text(zero, { ...place, text: () => words.itself, dx: 8, textAnchor: 'start', fill: theme.ink }),
        ],
      }
    },
    table: () => ({
      columns: [words.document, words.number, words.toZero(unit)],
      rows: thinned(values.length, 129).map(at => [documents[at], values[at], data[at]]),
    }),
  }
}

const zeroWords = {
  en: {
    number: 'number',
    document: 'document',
    itself: '0 itself',
    toZero: (unit: string) => `${unit} to zero`,
    scores: { 'zero-order': 'falls with size', 'zero-linearity': 'in a straight line' },
    title: (series: string, documents: string) => `Zero against ${series}: ${documents}`,
    caption:
      'Similarity of each number to zero. Cyan: the straight line that fits best. Ideal: every dot on a falling line.',
    alt: (first: string, last: string, falls: boolean) =>
      `Similarity to zero against the number, from ${first} to ${last}. The straight line that fits best ${falls ? 'falls' : 'rises'} with size.`,
  },
  zh: {
    number: '数字',
    document: '文档',
    itself: '0 本身',
    toZero: (unit: string) => `与零的${unit}`,
    scores: { 'zero-order': '随大小下降', 'zero-linearity': '成直线' },
    title: (series: string, documents: string) => `零与 ${series}：${documents}`,
    caption: '每个数字与零的相似度。青色：最佳拟合直线。理想情况：所有点都落在一条下降的直线上。',
    alt: (first: string, last: string, falls: boolean) =>
      `从 ${first} 到 ${last}，各数字与零的相似度。最佳拟合直线随数值大小${falls ? '下降' : '上升'}。`,
  },
}

/** The zero experiment, a figure for each series. */
export const zeroFigures: FigureMaker = (run, language) =>
  zeroSeriesOf(run).map(
    (series): Figure => ({
      id: `zero-${series.id}`,
      kind: 'zero',
      series: series.id,
      title: zeroWords[language].title(series.id, documentsLine(series.texts)),
      caption: zeroWords[language].caption,
      panels: matricesOf(run, series.id, 'zero').map(matrix =>
        zeroPanel({
          ...panelHead(run, matrix, Object.entries(zeroWords[language].scores), language),
          documents: series.texts,
          values: series.values,
          data: matrix.values,
          range: sharedRange(run, matrix),
          unit: unitOf(run, matrix.model, language),
          language,
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
