import { seededRandom } from '../base/random.ts'
import { percentileInterval, resampleItems } from '../math/bootstrap.ts'
import type { RunFactPair } from '../store/run.ts'
import type { Interval } from './resamples.ts'

/** A pair of texts of one fact under one model. Lists of them are in the order of the run file. */
export type FactPair = Pick<RunFactPair, 'fact' | 'kind' | 'pair' | 'change' | 'similarity'>

/** Whether both texts state the same fact. */
export function isSame({ pair }: Pick<FactPair, 'pair'>): boolean {
  return pair === 'same-words' || pair === 'same-format'
}

/** Draws of the facts: the pairs of one fact stay together, because they share its base and its topic. */
export interface FactDraws {
  /** The place of each fact among the weights. */
  readonly places: ReadonlyMap<string, number>
  /** How often each fact is drawn, with replacement, in each draw. */
  readonly weights: readonly Uint16Array[]
}

const drawCount = 1000

/** The same draws for every model that was asked the same facts. @param seed of the run */
export function factDraws(pairs: readonly Pick<FactPair, 'fact'>[], seed: number): FactDraws {
  const facts = [...new Set(pairs.map(({ fact }) => fact))]
  const items = resampleItems(facts.length, drawCount, seededRandom(seed, 'bootstrap', 'facts'))
  return {
    places: new Map(facts.map((fact, place) => [fact, place])),
    weights: Array.from({ length: drawCount }, (_, draw) =>
      items.subarray(draw * facts.length, (draw + 1) * facts.length),
    ),
  }
}

/** A number with its 95 % interval; null where it is not defined, or in too many draws. */
export interface Estimate {
  readonly value: number | null
  readonly interval: Interval | null
}

/** A statistic of weighted facts: NaN where it is not defined. */
export type FactStatistic = (weights: ArrayLike<number>) => number

/** One way to score pairs of facts. */
export interface FactMeasure {
  readonly id: string
  readonly title: string
  readonly better: 'higher'
  readonly range: readonly [0, 1]
  readonly chance: 0.5
  /** @param places of the facts among the weights */
  under(pairs: readonly FactPair[], places: ReadonlyMap<string, number>): FactStatistic
}

/** A measure on all facts, with percentiles over the draws as its interval. */
export function estimateOf(
  measure: FactMeasure,
  pairs: readonly FactPair[],
  { places, weights }: FactDraws,
): Estimate {
  const statistic = measure.under(pairs, places)
  const value = statistic(new Uint16Array(places.size).fill(1))
  if (Number.isNaN(value)) return { value: null, interval: null }
  return { value, interval: percentileInterval(Float64Array.from(weights, statistic)) }
}
