import { fitLine } from '../math/line.ts'
import type { LagProfile } from './lag-profile.ts'

const shapes = ['linear', 'log', 'exponential'] as const

/** The curves that the mean similarity may follow as the lag grows. */
export type Shape = (typeof shapes)[number]

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
  const exponential = Math.min(...decayCurves(lags).map(residual))
  const akaike = (rss: number, parameters: number) =>
    lags.length * Math.log(Math.max(rss / lags.length, Number.MIN_VALUE)) + 2 * parameters
  const aic = {
    linear: akaike(residual(lags), 3),
    log: akaike(residual(lags.map(Math.log)), 3),
    exponential: akaike(exponential, 4),
  }
  return { shape: shapes.reduce((best, each) => (aic[each] < aic[best] ? each : best)), aic }
}

/** The shape alone: what a draw of the bootstrap is counted as. */
export function shapeOf(profile: LagProfile): Shape {
  return curveShape(profile).shape
}

/** exp(−lag/τ) for each τ of the search. The curves of the last lags asked for are kept: most draws share them. */
function decayCurves(lags: Float64Array): readonly Float64Array[] {
  if (kept === undefined || !isSame(kept.lags, lags)) {
    const longest = lags[lags.length - 1] * 4
    const curves = Array.from({ length: decaySteps }, (_, step) => {
      const decay = 0.5 * (longest / 0.5) ** (step / (decaySteps - 1))
      return lags.map(lag => Math.exp(-lag / decay))
    })
    kept = { lags, curves }
  }
  return kept.curves
}

let kept: { readonly lags: Float64Array; readonly curves: readonly Float64Array[] } | undefined

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
