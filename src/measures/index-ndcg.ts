import { stretchedMost } from '../math/bootstrap.ts'
import { mean } from '../math/quantile.ts'
import { anchorWeights, type IndexAnswer, scoredAnswer } from './index-answer.ts'
import type { Drawn } from './paired.ts'
import { type Interval, intervalOf, resamplesOf, tenthDraws } from './resamples.ts'
import { ndcg, ndcgUnder } from './retrieval.ts'

/** A number with its 95 % interval; null where too many resamples have none. */
export interface IndexValue {
  readonly value: number
  readonly interval: Interval | null
}

/**
 * The mean of nDCG@10 over the series of the suite, of the anchors that were asked. Its interval is of draws that leave
 * a tenth of the documents out, in each series by itself, with the spread that all documents have: it shows how far
 * another seed, whose documents are others, may lie. O(series · resamples · n²) at most.
 */
export function indexNdcg(answers: readonly IndexAnswer[], seed: number): IndexNdcg {
  const parts = answers.map(answer => drawnNdcg(answer, seed))
  const value = mean(parts.map(part => part.value))
  const draws = parts[0].values.map((_, draw) => mean(parts.map(({ values }) => values[draw])))
  return { value, interval: intervalOf(ndcg, value, draws), parts: parts.map(part => part.value) }
}

/** With the value on each series. */
interface IndexNdcg extends IndexValue {
  readonly parts: readonly number[]
}

function drawnNdcg(answer: IndexAnswer, seed: number): Drawn {
  const scored = scoredAnswer(answer, seed)
  const under = ndcgUnder(scored)
  const of = (isIn: ArrayLike<number>) => under(isIn, anchorWeights(isIn, scored.n, scored.anchors))
  const draws = tenthDraws(resamplesOf(answer.series.id, scored.n, seed)).map(of)
  return {
    value: of(new Uint8Array(scored.n).fill(1)),
    values: stretchedMost(Float64Array.from(draws), scored.n),
  }
}
