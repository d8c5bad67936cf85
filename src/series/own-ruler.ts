import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import type { Ruler } from './ruler.ts'
import { defineSeries, type Family, type Series } from './series.ts'

/** How the values of a series are to be compared; what is left out stays as the series has it. */
export interface RulerChoice {
  readonly ruler?: Ruler | undefined
  /** Length of the circle of a circular ruler, in the unit of the values. */
  readonly period?: number | undefined
}

/**
 * A series whose values are compared on another ruler than its own. Its id says so, so that nothing of it is taken for
 * the same series on its own ruler: `integers:log-ruler`.
 * @throws NumeracyError `usage` where the series has no such ruler, `input` where a value does not fit on it
 */
export function onRuler(series: Series, { ruler = series.ruler, period }: RulerChoice): Series {
  const { id, family, texts, values } = series
  if (period !== undefined && ruler !== 'circular') throw noCircle(period, ruler)
  if (ruler === series.ruler && (period === undefined || period === series.period)) return series
  const length = ruler === 'circular' ? (period ?? series.period) : null
  if (ruler === 'circular' && length === null) throw noPeriod(id)
  checkRatios(ruler, family, id)
  const low = ruler === 'log' ? values.findIndex(value => value <= 0) : -1
  if (low >= 0)
    throw new NumeracyError(
      'input',
      `--ruler log: the series ${id} holds ${quoted(texts[low])} with the value ${values[low]}; expected values above 0. Take another series, or --ruler linear.`,
      { details: { series: id, document: low } },
    )
  return defineSeries({
    ...series,
    id: rulerId(id, ruler, period),
    description: `${series.description} Compared ${inWords[ruler]}.`,
    ruler,
    period: length,
  })
}

/** The id of a series that is compared on a ruler which is not its usual one. */
export function rulerId(id: string, ruler: Ruler, period: number | undefined): string {
  return `${id}:${ruler}-ruler${period === undefined ? '' : `-${period}`}`
}

/** @throws NumeracyError `usage` for ratios of values that have no zero of their own */
export function checkRatios(ruler: Ruler, family: Family, id: string): void {
  if (ruler !== 'log' || !(family in withoutZero)) return
  const what = withoutZero[family as keyof typeof withoutZero]
  throw new NumeracyError(
    'usage',
    `--ruler log: ${id} holds ${what}, and a ratio of ${what} means nothing; expected numbers, prices or amounts. Take --ruler linear, or another series.`,
    { details: { series: id, family } },
  )
}

/** Values that are counted from a point which was chosen. */
const withoutZero = { date: 'dates', time: 'times', version: 'versions' } as const

const inWords = {
  linear: 'by difference (linear ruler)',
  log: 'by ratio (log ruler)',
  circular: 'round a circle',
} as const

/** A period beside a ruler that is no circle. */
export function noCircle(period: number, ruler: Ruler): NumeracyError {
  return new NumeracyError(
    'usage',
    `--period: got ${period} for a ${ruler} ruler, which is no circle. Add --ruler circular, or leave --period out.`,
  )
}

function noPeriod(id: string): NumeracyError {
  return new NumeracyError(
    'usage',
    `--ruler circular: the length of the circle of ${id} is not known. Add --period, in the unit of the values, such as --period 360.`,
  )
}
