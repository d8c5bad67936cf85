import { seededRandom } from '../base/random.ts'
import {
  intervalWith,
  percentileInterval,
  resampleHalves,
  resampleItems,
  resampleMost,
  resamplesFor,
  stretchedMost,
} from '../math/bootstrap.ts'
import { concordanceRows } from '../math/concordance.ts'
import { drawAt, type ItemDraws } from '../math/draw-kernel.ts'
import { mean } from '../math/quantile.ts'
import { drawKernel } from '../math/vector-draws.ts'
import { concordance } from './concordance.ts'
import { drawsOf } from './draw.ts'
import type { Measure } from './measure.ts'
import type { Scored } from './scored.ts'

/** The draws of a series' items: equal for all models of the series, so that they can be paired. */
export interface Resamples {
  readonly n: number
  readonly count: number
  /** How often each item is drawn, with replacement: count × n, row-major. */
  readonly items: Uint16Array
  /** 1 for each item of a half drawn without replacement, else 0: count × n, row-major. */
  readonly halves: Uint16Array
  /** 1 for each item of all but a tenth, drawn without replacement, else 0: count × n, row-major. */
  readonly tenths: Uint16Array
}

/** The first draws of many; where there are no more, all. */
export function firstOf({ n, count, items, halves, tenths }: Resamples, most: number): Resamples {
  const kept = Math.min(count, most)
  const first = (draws: Uint16Array) => draws.subarray(0, kept * n)
  return { n, count: kept, items: first(items), halves: first(halves), tenths: first(tenths) }
}

/** The weights of the items in each draw. */
export function itemDraws({ n, count, items }: Resamples): ItemDraws {
  return { n, count, weights: items }
}

/** Those of the draws that leave a tenth of the items out. */
export function tenthDraws({ n, count, tenths }: Resamples): Uint16Array[] {
  return Array.from({ length: count }, (_, draw) => drawAt({ n, weights: tenths }, draw))
}

/** @param seed the run's seed; the draws depend on it and on the series only */
export function resamplesOf(series: string, n: number, seed: number): Resamples {
  const count = resamplesFor(n)
  return {
    n,
    count,
    items: resampleItems(n, count, seededRandom(seed, 'bootstrap', series)),
    halves: resampleHalves(n, count, seededRandom(seed, 'halves', series)),
    tenths: resampleMost(n, count, seededRandom(seed, 'tenths', series)),
  }
}

/** Both ends of a 95 % interval, in the unit of what was estimated. */
export type Interval = readonly [low: number, high: number]

/** One measure over the resamples of a series' items. */
export interface Resampled {
  /** One for each resample; NaN where undefined. */
  readonly values: Float64Array
  /** The share of the resamples that voted for each name; empty for a measure that has no votes. */
  readonly wins: { readonly [name: string]: number }
}

/** Resamples that are taken together: of 100 documents they take a few milliseconds, whatever they run on. */
const together = 64

/**
 * The measures on the resamples of a series' items: each must be defined on the matrix, and those that are not
 * resampled are left out. What several of them need of a draw is computed once. O(resamples · n² log n).
 */
export function resampleMeasures(
  scored: Scored,
  resamples: Resamples,
  measures: readonly Measure[],
): ReadonlyMap<string, Resampled> {
  return finished(resampling(scored, resamples, measures))
}

/** The same in steps of a few milliseconds, between which others may work. */
export function* resampling(
  scored: Scored,
  resamples: Resamples,
  measures: readonly Measure[],
): Generator<void, ReadonlyMap<string, Resampled>> {
  const { n, count } = resamples
  const drawn = drawsOf(scored)
  const results = new Map<string, Resampled>()
  for (const kind of ['items', 'halves', 'tenths'] as const) {
    const asked = measures.flatMap(measure => {
      const own = measure.resampling === 'rows' ? 'items' : measure.resampling
      if (own !== kind || measure.weighted === undefined) return []
      const values = new Float64Array(count)
      return [{ measure, under: measure.weighted(scored), values, votes: new Map<string, number>() }]
    })
    for (let start = 0; asked.length > 0 && start < count; start += together) {
      const some = Math.min(together, count - start)
      const weights = resamples[kind].subarray(start * n, (start + some) * n)
      const drawAt = drawn({ n, count: some, weights })
      for (let at = 0; at < some; at++) {
        const draw = drawAt(at)
        for (const { measure, under, values, votes } of asked) {
          values[start + at] = under(draw)
          if (measure.vote !== undefined) tally(votes, measure.vote(draw))
        }
      }
      yield
    }
    for (const { measure, values, votes } of asked)
      results.set(measure.id, {
        values: kind === 'tenths' ? stretchedMost(values, scored.n) : values,
        wins: shares(votes, count),
      })
  }
  return results
}

/** What steps come to, without a pause between them. */
function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The headline on the items as they are and on each resample. */
export interface ResampledConcordance {
  readonly value: number
  readonly values: Float64Array
}

/** O(resamples · n² log n). */
export function resampledConcordance(scored: Scored, resamples: Resamples): ResampledConcordance {
  const { values } = resampleMeasures(scored, resamples, [concordance]).get(concordance.id)!
  return { value: concordance.compute(scored).value, values }
}

/** The headline of several matrices on the same resamples: for each matrix one value for each. */
export function resampledConcordances(all: readonly Scored[], resamples: Resamples): Float64Array[] {
  const { n, count, items } = resamples
  return all.map(({ rounded, distances }) =>
    drawKernel().concordances(concordanceRows(rounded, distances, n), { n, count, weights: items }),
  )
}

/** The spelling floor on each resample: the best of the string references, taken again in each. */
export function floorDraws(spelling: readonly Float64Array[]): Float64Array {
  return spelling[0].map((_, draw) => Math.max(...spelling.map(values => values[draw])))
}

/** 95 % interval of a concordance less the floor, both on the same resamples; null where either is undefined. */
export function marginInterval(values: Float64Array, floor: Float64Array): Interval | null {
  return percentileInterval(values.map((value, draw) => value - floor[draw]))
}

/**
 * The 95 % interval of a measure: percentiles of its resamples, with the value always among them. Halves and tenths keep their spread but not their
 * middle, since a measure that they are for is biased on fewer items: it is moved onto the value.
 */
export function intervalOf(
  { resampling, range: [least, most] }: Measure,
  value: number,
  values: Float64Array,
): Interval | null {
  if (resampling !== 'halves' && resampling !== 'tenths') return intervalWith(value, values)
  const shift = value - mean(values)
  const [low, high] = [least ?? Number.NEGATIVE_INFINITY, most ?? Number.POSITIVE_INFINITY]
  const bounded = (each: number) => Math.min(high, Math.max(low, each))
  return percentileInterval(values.map(each => bounded(each + shift)))
}

function tally(votes: Map<string, number>, name: string): void {
  votes.set(name, (votes.get(name) ?? 0) + 1)
}

function shares(votes: ReadonlyMap<string, number>, total: number): Record<string, number> {
  return Object.fromEntries([...votes].sort().map(([name, won]) => [name, won / total]))
}
