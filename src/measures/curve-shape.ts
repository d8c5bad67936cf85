import { fitLine } from '../math/line.ts'
import type { LagProfile } from './lag-profile.ts'

/** The curves that the mean similarity may follow as the lag grows. */
export type Shape = 'linear' | 'log' | 'exponential'

/** Steps of the search for the decay length, spaced evenly in its logarithm from 0.5 to 4 times the largest lag. */
const decaySteps = 60

/**
 * Which curve the mean similarity follows: a + b·lag, a + b·ln(lag) or a + b·exp(−lag/τ), least squares
 * weighted by pairs; τ by a search over 60 lengths. `shape` is that of least AIC; the AIC of each is
 * L · ln(weighted RSS / L) + 2k with k = 3, 3, 4 (the variance counts; Akaike 1974). Lags share items, so it
 * only describes. O(60 · lags).
 */
export function curveShape({ lags, mean, pairs }: LagProfile): { shape: Shape; aic: Record<Shape, number> } {
  const residual = (x: Float64Array) => fitLine(x, mean, pairs).residual
  const longest = lags[lags.length - 1] * 4
  let exponential = Number.POSITIVE_INFINITY
  for (let step = 0; step < decaySteps; step++) {
    const decay = 0.5 * (longest / 0.5) ** (step / (decaySteps - 1))
    const curve = residual(lags.map(lag => Math.exp(-lag / decay)))
    if (curve < exponential) exponential = curve
  }
  const akaike = (rss: number, parameters: number) =>
    lags.length * Math.log(Math.max(rss / lags.length, Number.MIN_VALUE)) + 2 * parameters
  const aic = {
    linear: akaike(residual(lags), 3),
    log: akaike(residual(lags.map(Math.log)), 3),
    exponential: akaike(exponential, 4),
  }
  const shape = (Object.keys(aic) as Shape[]).reduce((best, candidate) =>
    aic[candidate] < aic[best] ? candidate : best,
  )
  return { shape, aic }
}
