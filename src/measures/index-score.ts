import { percentileInterval } from '../math/bootstrap.ts'
import { concordances } from '../math/coarse-concordance.ts'
import { type ConcordanceRows, concordance, concordanceRows } from '../math/concordance.ts'
import { mean } from '../math/quantile.ts'
import { spellingReferences } from '../matrix/references.ts'
import { anchorsOf } from '../series/index-suite.ts'
import { drawsOn } from './draw.ts'
import type { Drawn } from './paired.ts'
import { type Interval, itemDraws, resamplesOf } from './resamples.ts'
import { ndcg } from './retrieval.ts'
import { type Placement, scoredSeries } from './scored.ts'

/** What a model answered on one series of the suite. */
export interface IndexAnswer {
  readonly series: Omit<Placement, 'family'>
  /** rows × n similarities, row-major: each document against all, or evenly spread anchors. */
  readonly data: Float64Array
  readonly rows: number
  /** Whether S[i][j] = S[j][i] by construction. */
  readonly symmetric: boolean
}

/** One series of the suite. */
export interface IndexPart {
  readonly series: string
  readonly concordance: number
  /** The concordance of the best string reference, of the same anchors. */
  readonly floor: number
  /** (concordance − floor) / (1 − floor), at least −1. */
  readonly value: number
  readonly ndcg10: number
}

/** A number with its 95 % interval; null where too many resamples have none. */
export interface IndexValue {
  readonly value: number
  readonly interval: Interval | null
}

/** One number for a model: 0 is what comparing characters gets, 100 is perfect. */
export interface IndexScore extends IndexValue {
  readonly ndcg10: IndexValue
  readonly parts: readonly IndexPart[]
}

/** The same with its value on each resample, to be compared with another's. */
export interface DrawnIndex extends Drawn {
  readonly score: IndexScore
  /** The concordance on each series beside its floor. */
  readonly headlines: readonly Headline[]
}

/** The concordance of the anchors that were asked. */
export interface Headline {
  readonly series: string
  readonly value: number
  readonly interval: Interval | null
  readonly floor: {
    readonly model: string
    readonly value: number
    readonly margin: number
    readonly interval: Interval | null
  }
  readonly anchors: number
  readonly resamples: number
}

/**
 * The index: 100 · the mean over the series of (C − F) / (1 − F), each at least −1. C is the concordance of the model,
 * F that of the best string reference, both over the anchors that were asked; nDCG@10 beside it. The interval is of
 * resampled documents, drawn in each series by itself. O(series · resamples · n² log n).
 * @param answers one for each series of the suite
 */
export function indexOf(answers: readonly IndexAnswer[], seed: number): DrawnIndex {
  const all = answers.map(answer => partOf(answer, seed))
  const count = Math.min(...all.map(({ values }) => values.length))
  const draws = (of: (part: (typeof all)[number]) => Float64Array) =>
    Float64Array.from({ length: count }, (_, draw) => mean(all.map(part => of(part)[draw])))
  const values = draws(({ values }) => values).map(value => 100 * value)
  const parts = all.map(({ part }) => part)
  const value = 100 * mean(parts.map(({ value }) => value))
  return {
    score: {
      value,
      interval: percentileInterval(values),
      ndcg10: {
        value: mean(parts.map(({ ndcg10 }) => ndcg10)),
        interval: percentileInterval(draws(({ gains }) => gains)),
      },
      parts,
    },
    value,
    values,
    headlines: all.map(({ headline }) => headline),
  }
}

interface DrawnPart {
  readonly part: IndexPart
  readonly headline: Headline
  /** The part's value, and its nDCG@10, on each resample. */
  readonly values: Float64Array
  readonly gains: Float64Array
}

function partOf({ series, data, rows, symmetric }: IndexAnswer, seed: number): DrawnPart {
  const n = series.texts.length
  const anchors = anchorsOf(n, rows)
  const placement = { ...series, family: null }
  const scored = scoredSeries({ n, data: whole(data, anchors, n), symmetric, gram: false }, placement, seed)
  const floors = spellingReferences.map(reference =>
    rowsOf(reference.similarities(placement, seed), placement, seed),
  )
  const own = concordanceRows(scored.rounded, scored.distances, n)
  const gained = ndcg.weighted!(scored)
  const drawn = drawsOn(scored)
  const at = (weights: ArrayLike<number>) => {
    const rowWeights = new Float64Array(n)
    for (const anchor of anchors) rowWeights[anchor] = weights[anchor]
    const value = concordance(own, weights, rowWeights)
    const all = concordances(floors, weights, rowWeights)
    const floor = Math.max(...all)
    return {
      concordance: value,
      floor,
      value: Math.max(-1, (value - floor) / (1 - floor)),
      ndcg10: gained(drawn(rowWeights)),
      best: all.indexOf(floor),
    }
  }
  const draws = itemDraws(resamplesOf(series.id, n, seed)).map(at)
  const { best, ...here } = at(new Uint16Array(n).fill(1))
  const intervalOf = (of: (draw: (typeof draws)[number]) => number) =>
    percentileInterval(Float64Array.from(draws, of))
  return {
    part: { series: series.id, ...here },
    headline: {
      series: series.id,
      value: here.concordance,
      interval: intervalOf(draw => draw.concordance),
      floor: {
        model: spellingReferences[best].id,
        value: here.floor,
        margin: here.concordance - here.floor,
        interval: intervalOf(draw => draw.concordance - draw.floor),
      },
      anchors: rows,
      resamples: draws.length,
    },
    values: Float64Array.from(draws, ({ value }) => value),
    gains: Float64Array.from(draws, ({ ndcg10 }) => ndcg10),
  }
}

/** n × n: rows that were not asked are empty, and weigh nothing. */
function whole(data: Float64Array, anchors: readonly number[], n: number): Float64Array {
  if (anchors.length === n) return data
  const filled = new Float64Array(n * n)
  for (const [row, anchor] of anchors.entries()) filled.set(data.subarray(row * n, (row + 1) * n), anchor * n)
  return filled
}

function rowsOf(data: Float64Array, series: Placement, seed: number): ConcordanceRows {
  const n = series.texts.length
  const { rounded, distances } = scoredSeries({ n, data, symmetric: true, gram: false }, series, seed)
  return concordanceRows(rounded, distances, n)
}
