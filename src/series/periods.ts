import type { Series } from './series.ts'

/** A period that a reader of the documents knows of. */
export interface KnownPeriod {
  /** In places of the series. */
  readonly period: number
  /** Such as `ten`, `month` or `hour`. */
  readonly name: string
}

const digitSteps: readonly KnownPeriod[] = [
  { period: 2, name: 'two' },
  { period: 5, name: 'five' },
  { period: 10, name: 'ten' },
  { period: 100, name: 'hundred' },
]

/** In days; a month is the mean of 31 and 30, of which most are made. */
const calendar: readonly KnownPeriod[] = [
  { period: 7, name: 'week' },
  { period: 30.5, name: 'month' },
]

/** How much the steps may differ from their mean, as a share of it, and still be one step. */
const tolerance = 1e-6

/**
 * The periods known for a series, in places, shortest first: the digit steps 2, 5, 10 and 100 of numbers, prices
 * and versions; the week and the month where a place is a day; 60 where a place is a minute or a second. Empty
 * for a family that is not known and for steps that are not equal.
 */
export function knownPeriods(
  family: Series['family'] | null,
  texts: readonly string[],
  values: readonly number[],
): readonly KnownPeriod[] {
  const step = stepOf(values)
  if (family === null || step === null) return []
  if (family === 'date') return Math.abs(step - 1) < tolerance ? calendar : []
  if (family !== 'time') return digitSteps
  const seconds = step * (secondsPerUnit(texts, values) ?? Number.NaN)
  if (Math.abs(seconds - 60) < tolerance) return [{ period: 60, name: 'hour' }]
  return Math.abs(seconds - 1) < tolerance ? [{ period: 60, name: 'minute' }] : []
}

/** The step from each value to the next, by its size; null where they differ. */
function stepOf(values: readonly number[]): number | null {
  const step = (values[values.length - 1] - values[0]) / (values.length - 1)
  const even = values.every(
    (value, at) => Math.abs(value - values[0] - at * step) <= tolerance * Math.abs(step),
  )
  return even && step !== 0 ? Math.abs(step) : null
}

/** How many seconds the unit of the values is, by two documents that read as times; null where they do not show it. */
function secondsPerUnit(texts: readonly string[], values: readonly number[]): number | null {
  const [first, second] = [texts[0], texts[1]].map(secondsOf)
  if (first === null || second === null || second <= first) return null
  return (second - first) / (values[1] - values[0])
}

function secondsOf(text: string): number | null {
  const parts = /(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(text)
  return parts === null ? null : Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)
}
