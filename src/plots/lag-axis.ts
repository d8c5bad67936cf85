import type { Language } from '../findings/finding.ts'
import { lagsOf } from '../series/lags.ts'
import { distanceMatrix } from '../series/ruler.ts'
import type { RunSeries } from '../store/run.ts'

/**
 * What a caret has on its horizontal axis: lags, which are bins of distances where documents are not evenly spaced,
 * or values on a linear or log ruler.
 */
export const lagRulers = ['lag', 'linear', 'log'] as const
export type LagRuler = (typeof lagRulers)[number]

/** Where each pair of documents lies from left to right. */
export interface LagAxis {
  readonly label: string
  /** n × n signed distances, row-major. */
  readonly x: Float64Array
  readonly domain: readonly [low: number, high: number]
  /** Distances within one step are averaged together, where there are no bins. */
  readonly step: number
  /** What is averaged together where documents are not evenly spaced. */
  readonly bins?: {
    /** n × n, row-major: 0 on the diagonal, else the bin, from 1, with the sign of the side. */
    readonly of: Int16Array
    /** The mean distance of each bin. */
    readonly apart: Float64Array
  }
}

const labels = {
  en: {
    lag: 'lag i − j',
    linear: 'difference of the values',
    log: 'ratio of the values, log₁₀',
    distance: {
      linear: 'distance of the values',
      log: 'distance of the values, ln of their ratio',
      circular: 'distance of the values round the circle',
    },
  },
  zh: {
    lag: '间隔 i − j',
    linear: '数值之差',
    log: '数值之比的 log₁₀',
    distance: {
      linear: '数值间的距离',
      log: '数值间的距离（比值的自然对数）',
      circular: '数值沿圆周的距离',
    },
  },
}

/** Lags where documents are evenly spaced, else distances on the ruler, in the bins of the measures. */
export function seriesAxis(
  series: Pick<RunSeries, 'values' | 'ruler' | 'period'>,
  language: Language,
): LagAxis {
  const n = series.values.length
  const { isEven, apart, groupOf } = lagsOf(series)
  if (isEven) return lagAxis(n, language)
  const distances = distanceMatrix(series.values, series.ruler, series.period)
  const of = new Int16Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (i !== j) of[i * n + j] = (groupOf(i, j) + 1) * Math.sign(i - j)
  const x = distances.map((distance, at) => (of[at] < 0 ? -distance : distance))
  const reach = distances.reduce((most, distance) => Math.max(most, distance), 0)
  return {
    label: labels[language].distance[series.ruler],
    x,
    domain: [-reach * 1.01, reach * 1.01],
    step: reach / n,
    bins: { of, apart },
  }
}

/** Distances of positions, i − j. */
export function lagAxis(n: number, language: Language): LagAxis {
  const x = Float64Array.from({ length: n * n }, (_, at) => Math.floor(at / n) - (at % n))
  return { label: labels[language].lag, x, domain: [-n, n], step: 1 }
}

/** Distances on another ruler; null where it does not fit the values, as a logarithm of negative ones. */
export function rulerAxis(
  series: Pick<RunSeries, 'values' | 'ruler' | 'period'>,
  ruler: LagRuler,
  language: Language,
): LagAxis | null {
  if (ruler === 'lag') return seriesAxis(series, language)
  const { values, period } = series
  const n = values.length
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
