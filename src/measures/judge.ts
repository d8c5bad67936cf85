import { oracle } from '../matrix/references/oracle.ts'
import type { Similarity } from '../matrix/similarity.ts'
import { type DigitPermutation, withPermutedDigits } from '../series/digit-permutation.ts'
import type { Series } from '../series/series.ts'
import type { Verdict } from '../store/run.ts'
import { measureCatalogue } from './catalogue.ts'
import { concordance } from './concordance.ts'
import { promptSensitivity, selectivity } from './controls.ts'
import { digitOrder } from './digit-order.ts'
import type { Measure } from './measure.ts'
import {
  firstOf,
  type Interval,
  intervalOf,
  itemDraws,
  marginInterval,
  type ResampledConcordance,
  type Resamples,
  resampledConcordance,
  resampleMeasures,
} from './resamples.ts'
import { selfHit } from './retrieval.ts'
import { type MeasureResult, measureAll } from './score.ts'
import { scoredSeries } from './scored.ts'
import { type TokenSplit, tokenizerShare } from './tokenizer-share.ts'
import { verdictOf } from './verdict.ts'

/** What is said of one model on one series. */
export interface Judged {
  readonly measures: readonly MeasureResult[]
  /** 95 % interval of the concordance minus that of the best string reference. */
  readonly margin: Interval | null
  readonly verdict: Verdict | null
}

/** What the verdict is made of, and what an article on rerankers saw of them. */
const headlineMeasures: readonly Measure[] = [concordance, digitOrder, selfHit]

/** Resamples of what stands beside the measures: fewer, as each control is several matrices. */
const controlResamples = 200

/** Which measures get an interval: all, or those of the headline and the verdict, as of a model that nobody will use. */
export type Depth = 'whole' | 'headline'

/** What else a model was asked about a series. */
export interface AnsweredControls {
  /** The same series with its digits permuted. */
  readonly permuted: readonly { readonly digits: DigitPermutation; readonly data: Float64Array }[]
  /** The question that the similarities answer, and others with theirs; null for an embedder. */
  readonly prompt: string | null
  readonly reworded: readonly {
    readonly prompt: string
    readonly shuffled: boolean
    readonly data: Float64Array
  }[]
}

/** What is known of a model on a series, beside its similarities. */
export interface Controls extends AnsweredControls {
  /** How the model splits each document; null where its tokenizer is not known. */
  readonly tokens: TokenSplit | null
}

/**
 * Every measure of one model on one series with its interval, and the verdict. O(resamples · n² log n).
 * @param floor the concordance of the best string reference on each resample
 * @param depth which measures are resampled
 * @param family series of the run, a model's p-values on which are adjusted for each other
 */
export function judge(
  similarity: Similarity,
  series: Series,
  controls: Controls,
  floor: Float64Array,
  resamples: Resamples,
  seed: number,
  family = 1,
  depth: Depth = 'whole',
): Judged {
  const scored = scoredSeries(similarity, series, seed, family)
  const results = measureAll(scored)
  const asked = depth === 'whole' ? measureCatalogue : headlineMeasures
  const defined = measureCatalogue.filter(
    (measure, at) => results[at].value !== null && asked.includes(measure),
  )
  const resampled = resampleMeasures(scored, resamples, defined)
  const measures = results.map((result, at): MeasureResult => {
    const own = resampled.get(result.id)
    if (own === undefined && depth === 'headline') return withoutInterval(result)
    if (own === undefined || result.value === null) return result
    const interval = intervalOf(measureCatalogue[at], result.value, own.values)
    const wins = Object.keys(own.wins).length > 0 ? { wins: own.wins } : {}
    const sure = measureCatalogue[at].resampledDetails?.(scored, itemDraws(resamples))
    return {
      ...result,
      interval,
      details: { ...result.details, ...sure, ...wins, resamples: resamples.count },
    }
  })
  const few = firstOf(resamples, controlResamples)
  if (controls.tokens !== null && depth === 'whole')
    measures.push(tokenizerShare(scored, controls.tokens, few))
  const value = results.find(({ id }) => id === concordance.id)?.value ?? null
  if (value === null) return { measures, margin: null, verdict: null }
  const { values } = resampled.get(concordance.id)!
  const ofData = (data: Float64Array) =>
    resampledConcordance(scoredSeries({ ...similarity, data }, series, seed), few)
  const whole = { value, values: values.subarray(0, few.count) }
  const margin = marginInterval(values, floor)
  const all = [...measures, ...controlMeasures(whole, controls, series, seed, ofData)]
  const intervalOn = (id: string) => all.find(measure => measure.id === id)?.interval ?? null
  const interval = intervalOn(concordance.id)
  const verdict =
    interval &&
    margin &&
    verdictOf({
      concordance: interval,
      margin,
      digitOrder: intervalOn(digitOrder.id),
      selectivity: intervalOn('selectivity'),
    })
  return { measures: all, margin, verdict }
}

/** A measure that makes its own interval has made it. */
function withoutInterval(result: MeasureResult): MeasureResult {
  return { ...result, interval: null }
}

function controlMeasures(
  whole: ResampledConcordance,
  { permuted, prompt, reworded }: Controls,
  series: Series,
  seed: number,
  ofData: (data: Float64Array) => ResampledConcordance,
): MeasureResult[] {
  const results: MeasureResult[] = []
  if (permuted.length > 0) {
    const each = permuted.map(({ digits, data }) => ({
      digits,
      model: ofData(data),
      oracle: permutedOracle(series, digits, seed),
    }))
    results.push(selectivity(whole, each))
  }
  if (prompt !== null && reworded.length > 0) {
    results.push(
      promptSensitivity([
        { prompt, shuffled: false, concordance: whole },
        ...reworded.map(({ data, ...variant }) => ({ ...variant, concordance: ofData(data) })),
      ]),
    )
  }
  return results
}

/** What the oracle that reads the permuted digits scores on the original distances. */
function permutedOracle(series: Series, digits: DigitPermutation, seed: number): number {
  const data = oracle.similarities(withPermutedDigits(series, digits), seed)
  const similarity = { n: series.texts.length, data, symmetric: true, gram: false }
  return concordance.compute(scoredSeries(similarity, series, seed)).value
}
