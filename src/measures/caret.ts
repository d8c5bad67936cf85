import { curveResiduals } from '../math/curve-residuals.ts'
import { fitLine } from '../math/line.ts'
import { type LagProfile, sumsOfSquares } from './lag-profile.ts'
import type { Measure, Outcome } from './measure.ts'

/** Straightness of the ^: −sign(slope) · R² of the line through the mean similarity at each lag, weighted by pairs. */
export const caret: Measure = {
  id: 'caret',
  title: 'Does the mean fall in a straight line on both sides?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  // Documents drawn twice scatter the means, and so would bend what is straight.
  resampling: 'halves',
  compute({ profile }) {
    const outcome = defined(straightness(profile), profile)
    return Number.isNaN(outcome.value) ? outcome : { ...outcome, details: curveShape(profile) }
  },
  weighted: () => draw => straightness(draw.profile()),
  vote: draw => shapeOf(draw.profile()),
}

/** The same line through the single pairs, so that the scatter at each lag counts too. */
export const caretPairs: Measure = {
  id: 'caret-pairs',
  title: 'Do the single pairs lie on that line?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  resampling: 'items',
  compute: ({ profile }) => defined(straightnessOfPairs(profile), profile),
  weighted: () => draw => straightnessOfPairs(draw.profile()),
}

function straightness({ lags, mean, pairs }: LagProfile): number {
  const { slope, rSquared } = fitLine(lags, mean, pairs)
  return -Math.sign(slope) * rSquared
}

/** The line through all pairs is that through the means, weighted by pairs; only what it leaves is more. */
function straightnessOfPairs(profile: LagProfile): number {
  const { slope, residual } = fitLine(profile.lags, profile.mean, profile.pairs)
  const { between, within } = sumsOfSquares(profile)
  const total = between + within
  return total === 0 ? Number.NaN : -Math.sign(slope) * (1 - (residual + within) / total)
}

function defined(value: number, { lags, isEven }: LagProfile): Outcome {
  if (!Number.isNaN(value)) return { value }
  const alone = isEven ? 'There is only one lag.' : 'There are too few pairs for two bins of distances.'
  return { value, reason: lags.length < 2 ? alone : 'The similarity is the same at every lag.' }
}

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
export function curveShape(profile: LagProfile): { shape: Shape; aic: Record<Shape, number> } {
  const { mean, pairs, lags, isEven } = profile
  // Where documents are evenly spaced a curve has every lag from 1, and a profile those alone that weigh anything.
  const places = new Uint32Array(lags.length)
  for (let at = 0; at < lags.length; at++) places[at] = isEven ? lags[at] - 1 : at
  const [linear, log, ...decays] = curveResiduals(
    { values: mean, weights: pairs, places },
    curvesOver(profile),
  )
  const akaike = (rss: number, parameters: number) =>
    lags.length * Math.log(Math.max(rss / lags.length, Number.MIN_VALUE)) + 2 * parameters
  const aic = {
    linear: akaike(linear, 3),
    log: akaike(log, 3),
    exponential: akaike(Math.min(...decays), 4),
  }
  return { shape: shapes.reduce((best, each) => (aic[each] < aic[best] ? each : best)), aic }
}

/** The shape alone: what a draw of the bootstrap is counted as. */
export function shapeOf(profile: LagProfile): Shape {
  return curveShape(profile).shape
}

/** The lag, its logarithm, and exp(−lag/τ) for each τ of the search. */
type Curves = readonly Float64Array[]

/** The curves at the lags of a profile, each with all lags of the series up to the last one of the profile. */
function curvesOver({ lags, isEven }: LagProfile): Curves {
  return isEven ? curvesUpTo(lags[lags.length - 1]) : curvesAt(lags)
}

/** The curves at each lag from 1. The draws of a bootstrap share those of a few lengths: they are kept, up to 8 MB. */
function curvesUpTo(longest: number): Curves {
  const known = kept.get(longest)
  if (known !== undefined) return known
  const linear = Float64Array.from({ length: longest }, (_, at) => at + 1)
  const curves = [linear, linear.map(Math.log), ...decaysOver(linear, 0.5, longest * 4)]
  if (keptNumbers > maxKept) {
    kept.clear()
    keptNumbers = 0
  }
  kept.set(longest, curves)
  keptNumbers += (decaySteps + 2) * longest
  return curves
}

const kept = new Map<number, Curves>()
const maxKept = 2 ** 20
let keptNumbers = 0

function decaysOver(lags: Float64Array, shortest: number, longest: number): Float64Array[] {
  return Array.from({ length: decaySteps }, (_, step) => {
    const decay = shortest * (longest / shortest) ** (step / (decaySteps - 1))
    return lags.map(lag => Math.exp(-lag / decay))
  })
}

/** The curves at distances that are no whole numbers. Documents of one value, 0 apart, count as half the next distance. */
function curvesAt(distances: Float64Array): Curves {
  const known = keptAt.get(distances)
  if (known !== undefined) return known
  const shortest = distances.find(distance => distance > 0) as number
  const curves = [
    distances,
    distances.map(distance => Math.log(Math.max(distance, shortest / 2))),
    ...decaysOver(distances, shortest / 2, distances[distances.length - 1] * 4),
  ]
  keptAt.set(distances, curves)
  return curves
}

const keptAt = new WeakMap<Float64Array, Curves>()
