import { percentileInterval } from '../../src/math/bootstrap.ts'
import { normalQuantile, normalTails } from '../../src/math/distributions.ts'
import { mean } from '../../src/math/quantile.ts'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { drawsOn } from '../../src/measures/draw.ts'
import type { Measure } from '../../src/measures/measure.ts'
import { pairedDifference } from '../../src/measures/paired.ts'
import {
  firstOf,
  type Interval,
  intervalOf,
  resampleMeasures,
  resamplesOf,
} from '../../src/measures/resamples.ts'
import type { Scored } from '../../src/measures/scored.ts'
import type { Truth } from './truths.ts'

/** How often the 95 % interval of a measure held the truth. */
export interface Coverage {
  readonly measure: string
  readonly n: number
  readonly truth: string
  /** The mean over models drawn from the truth. */
  readonly value: number
  readonly sets: number
  readonly coverage: number
  /** Mean width of the intervals. */
  readonly width: number
  /** By bias-corrected and accelerated intervals (Efron 1987) on the same draws; null where not tried. */
  readonly bca: number | null
}

export interface CoverageOptions {
  readonly n: number
  /** Models drawn, each with an interval. */
  readonly sets: number
  /** Models drawn to know the truth. */
  readonly known: number
  readonly resamples: number
  /** Tried with bias correction too. */
  readonly bca: readonly string[]
  readonly measures?: readonly Measure[]
  /** Makes an interval wider (above 1) or narrower: to see that a wrong one is caught. */
  readonly stretch?: number
}

/** Measures whose intervals come from resampling. */
export const resampled = measureCatalogue.filter(({ weighted }) => weighted !== undefined)

export function coverageOf(truth: Truth, options: CoverageOptions): Coverage[] {
  const { n, sets, known, resamples, bca, measures = resampled, stretch = 1 } = options
  const sample = truth.draw(n, 0)
  const defined = measures.filter(measure => !Number.isNaN(measure.compute(sample).value))
  const models = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => truth.draw(n, from + at))
  const values = new Map(defined.map(({ id }) => [id, 0]))
  for (const scored of models(known, 1_000_000))
    for (const measure of defined)
      values.set(measure.id, values.get(measure.id)! + measure.compute(scored).value / known)
  const tallies = new Map(defined.map(({ id }) => [id, { held: 0, corrected: 0, width: 0, sets: 0 }]))
  for (const [at, scored] of models(sets, 1).entries()) {
    const draws = firstOf(resamplesOf('simulated', n, at + 1), resamples)
    const found = resampleMeasures(scored, draws, defined)
    for (const measure of defined) {
      const { value } = measure.compute(scored)
      const own = found.get(measure.id)!.values
      const interval = stretched(intervalOf(measure, value, own), value, stretch)
      if (interval === null) continue
      const tally = tallies.get(measure.id)!
      const truthValue = values.get(measure.id)!
      tally.sets++
      tally.width += interval[1] - interval[0]
      tally.held += holds(interval, truthValue) ? 1 : 0
      if (bca.includes(measure.id))
        tally.corrected += holds(correctedInterval(scored, measure, value, own), truthValue) ? 1 : 0
    }
  }
  return defined.map(({ id }): Coverage => {
    const { held, corrected, width, sets: counted } = tallies.get(id)!
    return {
      measure: id,
      n,
      truth: truth.name,
      value: values.get(id)!,
      sets: counted,
      coverage: held / counted,
      width: width / counted,
      bca: bca.includes(id) ? corrected / counted : null,
    }
  })
}

function holds(interval: Interval | null, value: number): boolean {
  // What is exactly so in every model, as a self-hit of 1, differs from its mean by rounding alone.
  return interval !== null && interval[0] <= value + 1e-12 && value - 1e-12 <= interval[1]
}

function stretched(interval: Interval | null, value: number, by: number): Interval | null {
  return interval && [value + (interval[0] - value) * by, value + (interval[1] - value) * by]
}

/** Efron 1987: percentiles moved by the median bias and by the skewness of the jackknife. */
function correctedInterval(
  scored: Scored,
  measure: Measure,
  value: number,
  draws: Float64Array,
): Interval | null {
  const { n } = scored
  const under = measure.weighted!(scored)
  const on = drawsOn(scored)
  const left = Array.from({ length: n }, (_, out) => {
    const weights = new Uint8Array(n).fill(1)
    weights[out] = 0
    return under(on(weights))
  })
  const centre = mean(left)
  const apart = left.map(each => centre - each)
  const cubes = apart.reduce((sum, each) => sum + each ** 3, 0)
  const squares = apart.reduce((sum, each) => sum + each ** 2, 0)
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
  const below = draws.filter(draw => draw < value).length / draws.length
  if (below === 0 || below === 1) return percentileInterval(draws)
  const bias = normalQuantile(below)
  const sorted = Float64Array.from(draws).sort()
  const end = (probability: number) => {
    const z = bias + normalQuantile(probability)
    const moved = bias + z / (1 - acceleration * z)
    const share = moved < 0 ? normalTails(moved) / 2 : 1 - normalTails(moved) / 2
    return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * sorted.length)))]
  }
  return [end(0.025), end(0.975)]
}

/** How often two models of one truth are called different at 5 % on the headline. */
export function pairedAlarms(truth: Truth, n: number, sets: number, resamples: number): number {
  const headline = measureCatalogue.find(({ id }) => id === 'concordance')!
  let alarms = 0
  for (let set = 0; set < sets; set++) {
    const draws = firstOf(resamplesOf('simulated', n, set + 1), resamples)
    const [a, b] = [2 * set, 2 * set + 1].map(seed => {
      const scored = truth.draw(n, 500_000 + seed)
      const { values } = resampleMeasures(scored, draws, [headline]).get(headline.id)!
      return { value: headline.compute(scored).value, values }
    })
    if (pairedDifference(headline, a, b).p <= 0.05) alarms++
  }
  return alarms / sets
}
