import { hash } from 'node:crypto'
import type { Reference } from '../matrix/references/reference.ts'
import { spellingReferences } from '../matrix/references.ts'
import type { Similarity } from '../matrix/similarity.ts'
import type { Series } from '../series/series.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { keptJson } from '../store/derived.ts'
import { itemResamples } from './headline.ts'
import { type Judged, judge, type Spelling, spellingOf } from './judge.ts'
import { type MeasureResult, measureAll, measuresRevision } from './score.ts'
import { scoredSeries } from './scored.ts'

/** Owner of what is kept of references: no model's answers are in it. */
const noModel = 'references'

/**
 * Judges models on one series, each result kept under all that it depends on. The string references are
 * scored once, and only when a result has to be made.
 */
export function judgeFor(
  series: Series,
  seed: number,
  cache: AnswerCache,
): (similarity: Similarity, owner: string) => Judged {
  const resamples = itemResamples(series.id, series.texts.length, seed)
  let spelling: Spelling[] | undefined
  return (similarity, owner) => {
    const content = hash('sha256', new Uint8Array(similarity.data.buffer), 'hex')
    return keptJson(
      cache,
      owner,
      ['judged', ...dependsOn(series, seed), content, String(similarity.symmetric)],
      () => {
        spelling ??= spellingReferences.map(reference => spellingOf(reference, series, resamples, seed))
        return judge(similarity, series, spelling, resamples)
      },
    )
  }
}

/** The measures of a reference on a series, kept. */
export function judgeReference(
  reference: Reference,
  series: Series,
  seed: number,
  cache: AnswerCache,
): readonly MeasureResult[] {
  return keptJson(cache, noModel, ['reference', reference.id, ...dependsOn(series, seed)], () =>
    measureAll(
      scoredSeries(
        { n: series.texts.length, data: reference.similarities(series, seed), symmetric: true },
        series,
      ),
    ),
  )
}

function dependsOn({ id, texts, values, ruler, period }: Series, seed: number): string[] {
  return [String(measuresRevision), String(seed), id, JSON.stringify([texts, values, ruler, period])]
}
