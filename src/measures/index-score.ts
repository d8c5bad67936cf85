import { percentileInterval } from '../math/bootstrap.ts'
import { concordanceRows } from '../math/concordance.ts'
import type { ItemDraws } from '../math/draw-kernel.ts'
import { mean } from '../math/quantile.ts'
import { drawKernel } from '../math/vector-draws.ts'
import { spellingReferences } from '../matrix/references/spelling.ts'
import { digitOrder } from './digit-order.ts'
import { anchorWeights, type IndexAnswer, scoredAnswer } from './index-answer.ts'
import { type IndexValue, indexNdcg } from './index-ndcg.ts'
import type { Drawn } from './paired.ts'
import { type Interval, itemDraws, type Resamples, resampleMeasures, resamplesOf } from './resamples.ts'
import { type MeasureResult, measured } from './score.ts'
import type { Scored } from './scored.ts'
import { spellingRows } from './spelling-floor.ts'

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
  /** Of the triples of documents whose first is an anchor. */
  readonly digitOrder: MeasureResult
  readonly anchors: number
  readonly resamples: number
}

/**
 * The index: 100 · the mean over the series of (C − F) / (1 − F), each at least −1. C is the concordance of the model,
 * F that of the best string reference, both over the anchors that were asked; nDCG@10 beside it. The intervals are of
 * resampled documents, drawn in each series by itself. O(series · resamples · n² log n).
 * @param answers one for each series of the suite
 */
export function indexOf(answers: readonly IndexAnswer[], seed: number): DrawnIndex {
  const all = answers.map(answer => partOf(answer, seed))
  const count = Math.min(...all.map(({ values }) => values.length))
  const draws = (of: (part: (typeof all)[number]) => Float64Array) =>
    Float64Array.from({ length: count }, (_, draw) => mean(all.map(part => of(part)[draw])))
  const values = draws(({ values }) => values).map(value => 100 * value)
  const ndcg10 = indexNdcg(answers, seed)
  const parts = all.map(({ part }, at) => ({ ...part, ndcg10: ndcg10.parts[at] }))
  const value = 100 * mean(parts.map(({ value }) => value))
  return {
    score: {
      value,
      interval: percentileInterval(values),
      ndcg10: { value: ndcg10.value, interval: ndcg10.interval },
      parts,
    },
    value,
    values,
    headlines: all.map(({ headline }) => headline),
  }
}

interface DrawnPart {
  readonly part: Omit<IndexPart, 'ndcg10'>
  readonly headline: Headline
  /** The part's value on each resample. */
  readonly values: Float64Array
}

function partOf(answer: IndexAnswer, seed: number): DrawnPart {
  const { series, rows } = answer
  const scored = scoredAnswer(answer, seed)
  const { n, series: placement, anchors } = scored
  const floors = spellingRows(placement, seed)
  const own = concordanceRows(scored.rounded, scored.distances, n)
  const under = (draws: ItemDraws) => {
    const rowWeights = anchorWeights(draws.weights, n, anchors)
    const [values, ...all] = [own, ...floors].map(matrix =>
      drawKernel().concordances(matrix, draws, rowWeights),
    )
    return Array.from(values, (value, draw) => {
      const each = all.map(ofReference => ofReference[draw])
      const floor = Math.max(...each)
      return {
        concordance: value,
        floor,
        value: Math.max(-1, (value - floor) / (1 - floor)),
        best: each.indexOf(floor),
      }
    })
  }
  const resamples = resamplesOf(series.id, n, seed)
  const draws = under({ n, count: resamples.count, weights: resamples.items })
  const [{ best, ...here }] = under({ n, count: 1, weights: new Uint16Array(n).fill(1) })
  const percentiles = (of: (draw: (typeof draws)[number]) => number) =>
    percentileInterval(Float64Array.from(draws, of))
  return {
    part: { series: series.id, ...here },
    headline: {
      series: series.id,
      value: here.concordance,
      interval: percentiles(draw => draw.concordance),
      floor: {
        model: spellingReferences[best].id,
        value: here.floor,
        margin: here.concordance - here.floor,
        interval: percentiles(draw => draw.concordance - draw.floor),
      },
      digitOrder: digitOrderOf(scored, resamples),
      anchors: rows,
      resamples: draws.length,
    },
    values: Float64Array.from(draws, ({ value }) => value),
  }
}

function digitOrderOf(scored: Scored, resamples: Resamples): MeasureResult {
  const result = measured(digitOrder, scored)
  if (result.value === null) return result
  const { values } = resampleMeasures(scored, resamples, [digitOrder]).get(digitOrder.id)!
  const sure = digitOrder.resampledDetails!(scored, itemDraws(resamples))
  return {
    ...result,
    interval: percentileInterval(values),
    details: { ...sure, resamples: resamples.count },
  }
}
