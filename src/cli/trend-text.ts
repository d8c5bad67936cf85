import { printableLine } from '../base/control-characters.ts'
import type { Trend, TrendPoint, TrendSeries } from '../findings/comparison/trend.ts'
import { ends, signed, written } from '../findings/number.ts'
import { shownNames } from '../findings/shown-names.ts'
import { extent } from '../math/extent.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** Columns of the chart beside the table. */
const chartWidth = 32

/** A table for each series, with a chart beside it on which all of a model share one scale, and a sentence. */
export function trendText(trend: Trend, width: number | null): string {
  const blocks = trend.models.flatMap(({ name, kind, prompt, axis, series, notes }) => {
    const scale = scaleOf(series)
    const asked = prompt === null ? '' : ` “${printableLine(prompt)}”`
    const model = name === kind ? `The ${kind}` : `${printableLine(name)} as ${kind}`
    const head = `${model}${asked}, ${trend.measure} by ${axis}\n`
    return [
      head,
      ...series.map(each => seriesText(each, { trend, axis, scale, width })),
      ...notes.map(note => `${wrapped(printableLine(note), width)}\n`),
    ]
  })
  const closing = `Bars are 95 % intervals of each step alone; changes are from the first step, on the same draws of documents, and significant among all ${count(trend)} of them (Holm).`
  return `${blocks.join('\n')}\n${wrapped(closing, width)}\n`
}

interface Drawing {
  readonly trend: Trend
  readonly axis: 'step' | 'date'
  readonly scale: readonly [number, number]
  readonly width: number | null
}

function seriesText(each: TrendSeries, { trend, axis, scale, width }: Drawing): string {
  const { series, n, points } = each
  const columns = [
    { title: axis, align: 'right' as const },
    { title: trend.measure, align: 'right' as const },
    { title: shownNames.interval.en },
    { title: `${number(scale[0])} to ${number(scale[1])}` },
    { title: 'change', align: 'right' as const },
    { title: shownNames.interval.en },
    { title: '' },
  ]
  const rows = points.map(point => [
    point.text,
    number(point.value),
    range(point.interval),
    bar(point, scale),
    point.change === null ? '' : signed(point.change.difference, 3),
    point.change === null ? '' : range(point.change.interval),
    point.change?.significant ? '*' : '',
  ])
  return `${printableLine(series)}, ${n} documents\n${table(columns, rows, width)}${wrapped(changeText(each, axis), width)}\n`
}

/** The first significant change, as a sentence. */
function changeText({ firstChange, points }: TrendSeries, axis: 'step' | 'date'): string {
  if (firstChange === null) return `No step differs significantly from the first.`
  const change = points.find(({ at }) => at === firstChange.at)!.change!
  const way = firstChange.isBetter === null ? 'other' : firstChange.isBetter ? 'better' : 'worse'
  return `First significant change at ${axis} ${firstChange.text}: ${way} than ${points[0].text}, by ${signed(change.difference, 3)} (${range(change.interval)}).`
}

function count({ models }: Trend): number {
  return models.flatMap(({ series }) => series.flatMap(({ points }) => points.slice(1))).length
}

function scaleOf(series: readonly TrendSeries[]): readonly [number, number] {
  const all = series.flatMap(({ points }) =>
    points.flatMap(({ value, interval }) => [value, ...(interval ?? [])]),
  )
  return extent(all)
}

/** An interval as a line, and the value as a dot on it. */
function bar({ value, interval }: TrendPoint, [low, high]: readonly [number, number]): string {
  const place = (score: number) =>
    high === low ? 0 : Math.round(((score - low) / (high - low)) * (chartWidth - 1))
  const [from, to] = (interval ?? [value, value]).map(place)
  return Array.from({ length: chartWidth }, (_, at) =>
    at === place(value) ? '●' : at >= from && at <= to ? '─' : ' ',
  )
    .join('')
    .trimEnd()
}

function number(value: number): string {
  return written(value, 3)
}

function range(interval: readonly [number, number] | null): string {
  return interval === null ? '–' : ends(interval, number)
}
