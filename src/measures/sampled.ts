import { seededRandom } from '../base/random.ts'
import type { AnchorRow } from '../math/anchor-row.ts'
import { intervalWith, percentileInterval, resampleItems, resamplesFor } from '../math/bootstrap.ts'
import { mean, quantile, weightedMean } from '../math/quantile.ts'
import { measureCatalogue } from './catalogue.ts'
import { concordance } from './concordance.ts'
import type { Interval } from './resamples.ts'
import type { MeasureResult } from './score.ts'

/** What is said of a model on a large series, of which anchors were sampled. */
export interface SampledScore {
  /** All of the catalogue: null where a measure needs more than the rows that were asked. */
  readonly measures: readonly MeasureResult[]
  /** The concordance on each resample of the documents; null for undefined. */
  readonly draws: readonly (number | null)[]
}

/** What of a row is counted. Of a reranker, which is asked for some candidates, the concordance alone. */
export interface TalliedRow extends Partial<Omit<AnchorRow, 'concordance'>> {
  readonly concordance: number
  /** Whether the anchor is its own best match: 1 over how many are tied there, else 0. */
  readonly hit?: number
}

/** The rows of some anchors as they come. */
export interface Tally {
  readonly n: number
  readonly anchors: readonly number[]
  add(row: TalliedRow): void
  /** The concordance of the anchors under weights of the documents; default: all alike. */
  concordance(weights?: ArrayLike<number>): number
  /** Another number of each row, in the order of the anchors; NaN where undefined. */
  column(name: 'correlation' | 'gain' | 'hit'): Float64Array
}

/**
 * Rows of anchors, to be added in their order. Under weights w of the documents the concordance is Σ w_a c_a / Σ w_a over the
 * anchors a, plus Σ (w_j − 1) g_j over all documents j, g_j the mean pull of j on the rows: the first two terms of what counting each
 * row again would give, in O(n) for each draw (the infinitesimal jackknife of Jaeckel 1972, Efron 1982).
 */
export function tallyOf(n: number, anchors: readonly number[]): Tally {
  const rows: TalliedRow[] = []
  const pulls = new Float64Array(n)
  let defined = 0
  return {
    n,
    anchors,
    add({ pulls: own, ...row }) {
      const anchor = anchors[rows.length]
      rows.push(row)
      if (Number.isNaN(row.concordance)) return
      defined++
      if (own === undefined) return
      for (let at = 0; at < own.length; at++) pulls[at < anchor ? at : at + 1] += own[at]
    },
    concordance(weights) {
      const rowWeights = Float64Array.from(anchors, anchor => (weights === undefined ? 1 : weights[anchor]))
      const value = weightedMean(
        rows.map(row => row.concordance),
        rowWeights,
      )
      if (weights === undefined) return value
      let pulled = 0
      for (let at = 0; at < n; at++) pulled += (weights[at] - 1) * pulls[at]
      return Math.min(1, Math.max(0, value + pulled / defined))
    },
    column: name => Float64Array.from(rows, row => row[name] ?? Number.NaN),
  }
}

/** The weights of the documents of a large series in each draw: of all its models and references the same. */
export function sampledDraws(series: string, n: number, seed: number): Uint16Array[] {
  const random = seededRandom(seed, 'bootstrap', series)
  return Array.from({ length: resamplesFor(n) }, () => resampleItems(n, 1, random))
}

/** The concordance of a tally on each draw; null where undefined. */
export function tallyDraws(tally: Tally, draws: readonly ArrayLike<number>[]): (number | null)[] {
  return draws.map(weights => finite(tally.concordance(weights)))
}

/** What measures say that cannot be had from sampled anchors. */
export const needsAllPairs = 'Anchors were sampled, as the series is large: this measure needs all pairs.'

/** And of a reranker, which each anchor is asked about some candidates only. */
export const needsAllScores =
  'Anchors and their candidates were sampled, as the series is large: this measure needs all scores of an anchor.'

/**
 * All measures of the catalogue from the rows of anchors. Concordance has its interval from draws of documents, which stand
 * for anchors too; the others from draws of anchors alone, a document among so many being nothing to them.
 * @param others results of measures that are counted elsewhere, by their id
 * @param isWhole whether each anchor was compared with all documents
 */
export function sampledScore(
  tally: Tally,
  draws: readonly ArrayLike<number>[],
  others: ReadonlyMap<string, MeasureResult>,
  isWhole: boolean,
): SampledScore {
  const { n, anchors } = tally
  const values = tallyDraws(tally, draws)
  const details = { anchors: anchors.length, documents: n, resamples: draws.length }
  const value = finite(tally.concordance())
  const headline: MeasureResult = {
    id: concordance.id,
    value,
    interval: intervalOfDraws(values),
    chance: 0.5,
    ...(value === null
      ? { reason: 'No anchor has two documents at different distances.' }
      : { details: { ...details, places: [...anchors], draws: values } }),
  }
  const byRow = (id: string, name: 'correlation' | 'gain' | 'hit', chance: number | null, of = mean) => {
    const column = tally.column(name)
    const at = (weights?: ArrayLike<number>) =>
      of(
        Array.from(column).flatMap((each, row) =>
          Number.isNaN(each) ? [] : Array<number>(weights?.[anchors[row]] ?? 1).fill(each),
        ),
      )
    const value = finite(at())
    const result: MeasureResult = {
      id,
      value,
      interval: value === null ? null : intervalWith(value, Float64Array.from(draws, at)),
      chance,
      ...(value === null ? { reason: 'No sampled anchor has a value.' } : { details }),
    }
    return [id, result] as const
  }
  const known = new Map<string, MeasureResult>([
    [concordance.id, headline],
    ...(isWhole
      ? [
          byRow('rank-correlation', 'correlation', 0),
          byRow('rank-correlation-p10', 'correlation', null, rows => quantile(rows, 0.1)),
          byRow('self-hit', 'hit', 1 / n),
          byRow('ndcg@10', 'gain', null),
        ]
      : []),
    ...others,
  ])
  const reason = isWhole ? needsAllPairs : needsAllScores
  return {
    measures: measureCatalogue.map(
      ({ id }) => known.get(id) ?? { id, value: null, interval: null, chance: null, reason },
    ),
    draws: values,
  }
}

/** 95 %, of draws some of which may be undefined. */
export function intervalOfDraws(values: readonly (number | null)[]): Interval | null {
  return percentileInterval(values.map(value => value ?? Number.NaN))
}

function finite(value: number): number | null {
  return Number.isNaN(value) ? null : value + 0
}
