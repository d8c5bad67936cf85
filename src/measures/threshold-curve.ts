import { percentileInterval } from '../math/bootstrap.ts'
import { exactLimits } from '../math/distributions.ts'
import { type FactDraws, type FactPair, isSame } from './fact-pairs.ts'
import type { Interval } from './resamples.ts'
import { type AtThreshold, atThreshold, type Refuses } from './threshold.ts'

/** A share with its 95 % interval, and the bound that it is below with 95 % confidence. */
export interface LimitedShare {
  readonly value: number
  readonly interval: Interval
  readonly bound: number
}

/** Duplicates kept and false merges at a threshold, with how sure they are. */
export interface ThresholdPoint {
  readonly threshold: number
  readonly kept: LimitedShare
  readonly falseMerges: LimitedShare
}

export interface CurvePoint extends AtThreshold {
  readonly threshold: number
}

export type ThresholdVerdict = 'safe' | 'risky' | 'no safe threshold'

/** What thresholds do to the pairs of one model. */
export interface ThresholdCurve {
  readonly verdict: ThresholdVerdict
  /** At the highest threshold that keeps enough duplicates, which decides; null where none does. */
  readonly deciding: ThresholdPoint | null
  /** Where duplicates found less false merges is greatest; the lowest such threshold. */
  readonly best: ThresholdPoint
  /** Ascending, at most 60 of the observed scores, the first and the last among them. */
  readonly curve: readonly CurvePoint[]
  /** At thresholds that are in use. */
  readonly table: readonly ThresholdPoint[]
}

/** Thresholds that are in use for cosines and probabilities. */
export const defaultThresholds = [0.8, 0.85, 0.9, 0.95] as const

/** The share of duplicates that a threshold must keep to be of use. */
const minKept = 0.9

/** The most false merges of a threshold that is safe, and of one that is risky; their bound decides. */
const maxMerged = { safe: 0.01, risky: 0.1 } as const

const maxPoints = 60

/**
 * The threshold curve over the observed scores. Only the highest threshold that finds 90 % of the duplicates can be
 * safe: every lower one merges as much or more.
 *
 * @param thresholds of the table; none where the scores have no scale of their own
 */
export function thresholdCurve(
  pairs: readonly FactPair[],
  draws: FactDraws,
  { thresholds = defaultThresholds, refuses = () => false }: CurveOptions = {},
): ThresholdCurve {
  const all = observed(pairs, refuses)
  const point = (threshold: number) => thresholdPoint(pairs, draws, threshold, refuses)
  const enough = all.findLast(({ kept }) => kept >= minKept)
  const balance = ({ kept, falseMerges }: CurvePoint) => kept - falseMerges
  const best = all.reduce((most, each) => (balance(each) > balance(most) ? each : most))
  const deciding = enough === undefined ? null : point(enough.threshold)
  return {
    verdict: verdictAt(deciding),
    deciding,
    best: point(best.threshold),
    curve: thinned(all),
    table: thresholds.map(point),
  }
}

export interface CurveOptions {
  readonly thresholds?: readonly number[]
  readonly refuses?: Refuses<FactPair>
}

/** Duplicates kept and false merges at a threshold, with intervals. */
export function thresholdPoint(
  pairs: readonly FactPair[],
  draws: FactDraws,
  threshold: number,
  refuses: Refuses<FactPair> = () => false,
): ThresholdPoint {
  const merged = (pair: FactPair) => pair.similarity >= threshold && !refuses(pair)
  return {
    threshold,
    kept: limitedShare(pairs.filter(isSame), merged, draws),
    falseMerges: limitedShare(
      pairs.filter(({ pair }) => pair === 'different'),
      merged,
      draws,
    ),
  }
}

/**
 * The share of pairs for which something is true. Each limit is the wider of two: that of facts drawn again, and the
 * exact one of independent pairs, for where none or all are seen no draw sees another.
 */
export function limitedShare<Pair extends Pick<FactPair, 'fact'>>(
  pairs: readonly Pair[],
  isTrue: (pair: Pair) => boolean,
  { places, weights }: FactDraws,
): LimitedShare {
  const hits = new Uint16Array(places.size)
  const totals = new Uint16Array(places.size)
  for (const pair of pairs) {
    const place = places.get(pair.fact)!
    totals[place]++
    if (isTrue(pair)) hits[place]++
  }
  const shareUnder = (drawn: ArrayLike<number>) => {
    let some = 0
    let all = 0
    for (let place = 0; place < totals.length; place++) {
      some += drawn[place] * hits[place]
      all += drawn[place] * totals[place]
    }
    return some / all
  }
  const values = Float64Array.from(weights, shareUnder)
  const seen = hits.reduce((sum, each) => sum + each, 0)
  const wider = (level: number): Interval => {
    const exact = exactLimits(seen, pairs.length, (1 - level) / 2)
    const drawn = percentileInterval(values, level) ?? exact
    return [Math.min(exact[0], drawn[0]), Math.max(exact[1], drawn[1])]
  }
  return { value: seen / pairs.length, interval: wider(0.95), bound: wider(0.9)[1] }
}

function verdictAt(point: ThresholdPoint | null): ThresholdVerdict {
  if (point === null || point.falseMerges.bound > maxMerged.risky) return 'no safe threshold'
  return point.falseMerges.bound > maxMerged.safe ? 'risky' : 'safe'
}

/** Every observed score as a threshold, ascending. */
function observed(pairs: readonly FactPair[], refuses: Refuses<FactPair>): CurvePoint[] {
  const refused = new Set(pairs.filter(refuses))
  const isRefused = (pair: FactPair) => refused.has(pair)
  const counted = pairs.filter(pair => isSame(pair) || pair.pair === 'different')
  const scores = [...new Set(counted.map(({ similarity }) => similarity))].sort((a, b) => a - b)
  return scores.map(threshold => ({ threshold, ...atThreshold(counted, threshold, isRefused) }))
}

/** At most 60 points: those where the shares are about evenly apart. */
function thinned(points: readonly CurvePoint[]): CurvePoint[] {
  if (points.length <= maxPoints) return [...points]
  const step = (points.length - 1) / (maxPoints - 1)
  return Array.from({ length: maxPoints }, (_, at) => points[Math.round(at * step)])
}
