import type { Language } from '../findings/finding.ts'
import type { RunSeries } from '../store/run.ts'

/** What a caret has on its horizontal axis: positions in the series, or values on a linear or log ruler. */
export const lagRulers = ['lag', 'linear', 'log'] as const
export type LagRuler = (typeof lagRulers)[number]

/** Where each pair of documents lies from left to right. */
export interface LagAxis {
  readonly label: string
  /** n × n signed distances, row-major. */
  readonly x: Float64Array
  readonly domain: readonly [low: number, high: number]
  /** Distances within one step are averaged together. */
  readonly step: number
}

const labels = {
  en: { lag: 'lag i − j', linear: 'difference of the values', log: 'ratio of the values, log₁₀' },
  zh: { lag: '间隔 i − j', linear: '数值之差', log: '数值之比的 log₁₀' },
}

/** Distances of positions, i − j. */
export function lagAxis(n: number, language: Language): LagAxis {
  const x = Float64Array.from({ length: n * n }, (_, at) => Math.floor(at / n) - (at % n))
  return { label: labels[language].lag, x, domain: [-n, n], step: 1 }
}

/** Distances on another ruler; null where it does not fit the values, as a logarithm of negative ones. */
export function rulerAxis(
  { values, period }: Pick<RunSeries, 'values' | 'period'>,
  ruler: LagRuler,
  language: Language,
): LagAxis | null {
  const n = values.length
  if (ruler === 'lag') return lagAxis(n, language)
  if (ruler === 'log' && values.some(value => value <= 0)) return null
  const places = ruler === 'log' ? values.map(Math.log10) : values
  const x = Float64Array.from({ length: n * n }, (_, at) => {
    const apart = places[Math.floor(at / n)] - places[at % n]
    if (ruler === 'log' || period === null) return apart
    return apart - period * Math.round(apart / period)
  })
  const reach = x.reduce((most, apart) => Math.max(most, Math.abs(apart)), 0) || 1
  return { label: labels[language][ruler], x, domain: [-reach * 1.01, reach * 1.01], step: reach / n }
}
