import type { Reference } from '../matrix/references/reference.ts'
import type { Similarity } from '../matrix/similarity.ts'
import type { Series } from '../series/series.ts'
import type { Verdict } from '../store/run.ts'
import { measureCatalogue } from './catalogue.ts'
import { headline, type Resampled, type Resamples, resampledConcordance } from './headline.ts'
import { type MeasureResult, measureAll } from './score.ts'
import { scoredSeries } from './scored.ts'

type Interval = readonly [number, number]

/** A measure with its interval and what pure spelling scores. */
export interface JudgedMeasure extends MeasureResult {
  readonly interval: Interval | null
  readonly floor: {
    readonly model: string
    readonly value: number
    readonly margin: number | null
    readonly interval: Interval | null
  } | null
}

/** What is said of one model on one series. */
export interface Judged {
  readonly measures: readonly JudgedMeasure[]
  readonly verdict: Verdict | null
}

/** A string reference on one series, on the items as they are and on the resamples. */
export interface Spelling {
  readonly id: string
  readonly measures: readonly MeasureResult[]
  readonly resampled: Resampled
}

/** A string reference made ready to be a floor. O(resamples · n² log n). */
export function spellingOf(
  reference: Reference,
  series: Series,
  resamples: Resamples,
  seed: number,
): Spelling {
  const scored = scoredSeries(
    { n: series.texts.length, data: reference.similarities(series, seed), symmetric: true, gram: false },
    series,
    seed,
  )
  return {
    id: reference.id,
    measures: measureAll(scored),
    resampled: resampledConcordance(scored, resamples),
  }
}

/**
 * Every measure of one model on one series, each beside the best string reference; the headline with its
 * interval, that of its margin, and the verdict. O(resamples · n² log n).
 */
export function judge(
  similarity: Similarity,
  series: Series,
  spelling: readonly Spelling[],
  resamples: Resamples,
  seed: number,
): Judged {
  const scored = scoredSeries(similarity, series, seed)
  const { interval, marginInterval, verdict } = headline(
    resampledConcordance(scored, resamples),
    spelling.map(({ resampled }) => resampled),
  )
  const measures = measureAll(scored).map(measure => {
    const isHeadline = measure.id === 'concordance'
    const floor = floorOf(measure, spelling)
    return {
      ...measure,
      interval: isHeadline ? interval : null,
      floor: floor && { ...floor, interval: isHeadline ? marginInterval : null },
    }
  })
  return { measures, verdict }
}

function floorOf({ id, value }: MeasureResult, spelling: readonly Spelling[]) {
  const better = measureCatalogue.find(measure => measure.id === id)?.better
  if (better === 'neither') return null
  const sign = better === 'higher' ? 1 : -1
  const scores = spelling.flatMap(reference => {
    const score = reference.measures.find(measure => measure.id === id)?.value ?? null
    return score === null ? [] : [{ model: reference.id, value: score }]
  })
  if (scores.length === 0) return null
  const best = scores.reduce((a, b) => (sign * b.value > sign * a.value ? b : a))
  return { ...best, margin: value === null ? null : value - best.value }
}
