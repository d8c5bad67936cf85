import { seededRandom } from '../../base/random.ts'
import { percentileInterval } from '../../math/bootstrap.ts'
import { mean, weightedMean } from '../../math/quantile.ts'
import { stratifiedWeights } from '../../math/stratified.ts'
import { type FactPair, factDraws } from '../../measures/fact-pairs.ts'
import { sameAboveDifferent } from '../../measures/same-above-different.ts'
import { searchMeasures } from '../../measures/search.ts'
import type { Run, RunFactPair, RunQuestion, RunUse } from '../../store/run.ts'

/** A model of a run. */
export interface ModelIn {
  readonly run: Run
  readonly model: string
}

/** What one use is worth now less what it was worth then, on the same questions or facts. */
export interface UseDifference {
  readonly difference: number
  readonly interval: readonly [number, number]
  /** Questions, or facts. */
  readonly n: number
}

const resamples = 1000

/** Both sides on the same draws. @returns why not, where the two were not asked the same */
export function useDifference(
  use: RunUse['use'],
  now: ModelIn,
  then: ModelIn,
  seed: number,
): UseDifference | string {
  return use === 'threshold' ? factDifference(now, then, seed) : questionDifference(use, now, then, seed)
}

function questionDifference(
  use: Exclude<RunUse['use'], 'threshold'>,
  now: ModelIn,
  then: ModelIn,
  seed: number,
): UseDifference | string {
  const measure = searchMeasures[use]
  const score = ({ candidates, similarities }: RunQuestion) =>
    measure.of({ scores: Float64Array.from(similarities), grades: candidates.map(({ grade }) => grade) })
  const [own, before] = [questionsOf(use, now), questionsOf(use, then)]
  const keyOf = ({ question, candidates }: RunQuestion) =>
    JSON.stringify([question, candidates.map(({ text }) => text)])
  const known = new Map(before.map(each => [keyOf(each), each]))
  const pairs = own.flatMap(each => {
    const earlier = known.get(keyOf(each))
    return earlier === undefined ? [] : [{ domain: each.domain, change: score(each) - score(earlier) }]
  })
  if (pairs.length === 0 || pairs.length < own.length) return 'it was asked other questions'
  const changes = pairs.map(({ change }) => change)
  const weights = stratifiedWeights(
    pairs.map(({ domain }) => domain),
    resamples,
    seededRandom(seed, 'check', use),
  )
  const drawn = Float64Array.from({ length: resamples }, (_, draw) =>
    weightedMean(changes, weights.subarray(draw * changes.length, (draw + 1) * changes.length)),
  )
  return { difference: mean(changes), interval: percentileInterval(drawn)!, n: changes.length }
}

function questionsOf(use: RunUse['use'], { run, model }: ModelIn): readonly RunQuestion[] {
  return (run.search ?? []).filter(each => each.model === model && each.kind === use)
}

function factDifference(now: ModelIn, then: ModelIn, seed: number): UseDifference | string {
  const [own, before] = [pairsOf(now), pairsOf(then)]
  const isAlike =
    own.length > 0 &&
    own.length === before.length &&
    own.every(({ a, b, pair }, at) => a === before[at].a && b === before[at].b && pair === before[at].pair)
  if (!isAlike) return 'it was asked about other facts'
  const draws = factDraws(own, seed)
  const statistic = (pairs: readonly FactPair[]) => sameAboveDifferent.under(pairs, draws.places)
  const [of, earlier] = [statistic(own), statistic(before)]
  const change = (weights: ArrayLike<number>) => of(weights) - earlier(weights)
  const interval = percentileInterval(Float64Array.from(draws.weights, change))
  if (interval === null) return 'it has no interval'
  return { difference: change(new Uint16Array(draws.places.size).fill(1)), interval, n: draws.places.size }
}

function pairsOf({ run, model }: ModelIn): readonly RunFactPair[] {
  return (run.same ?? []).filter(each => each.model === model)
}
