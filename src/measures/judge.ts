import type { Similarity } from '../matrix/similarity.ts'
import type { Series } from '../series/series.ts'
import type { Verdict } from '../store/run.ts'
import { measureCatalogue } from './catalogue.ts'
import { concordance } from './concordance.ts'
import { headline } from './headline.ts'
import { type Interval, intervalOf, resampleMeasures } from './resample-measures.ts'
import type { Resamples } from './resamples.ts'
import { type MeasureResult, measureAll } from './score.ts'
import { scoredSeries } from './scored.ts'

/** What is said of one model on one series. */
export interface Judged {
  readonly measures: readonly MeasureResult[]
  /** 95 % interval of the concordance minus that of the best string reference. */
  readonly marginInterval: Interval | null
  readonly verdict: Verdict | null
}

/**
 * Every measure of one model on one series with its interval, and the verdict. O(resamples · n² log n).
 * @param spelling the concordance of each string reference on each resample
 */
export function judge(
  similarity: Similarity,
  series: Series,
  spelling: readonly Float64Array[],
  resamples: Resamples,
  seed: number,
): Judged {
  const scored = scoredSeries(similarity, series, seed)
  const results = measureAll(scored)
  const defined = measureCatalogue.filter((_, at) => results[at].value !== null)
  const resampled = resampleMeasures(scored, resamples, defined)
  const measures = results.map((result, at): MeasureResult => {
    const own = resampled.get(result.id)
    if (own === undefined || result.value === null) return result
    const interval = intervalOf(measureCatalogue[at], result.value, own.values)
    const hasVotes = Object.keys(own.wins).length > 0
    return { ...result, interval, ...(hasVotes ? { details: { ...result.details, wins: own.wins } } : {}) }
  })
  const value = results.find(({ id }) => id === concordance.id)?.value ?? null
  if (value === null) return { measures, marginInterval: null, verdict: null }
  const { marginInterval, verdict } = headline(value, resampled.get(concordance.id)!.values, spelling)
  return { measures, marginInterval, verdict }
}
