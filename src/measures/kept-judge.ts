import { hash } from 'node:crypto'
import type { Reference } from '../matrix/references/reference.ts'
import { spellingReferences } from '../matrix/references.ts'
import type { Similarity } from '../matrix/similarity.ts'
import type { Series } from '../series/series.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { keptJson } from '../store/derived.ts'
import { type Controls, type Judged, judge } from './judge.ts'
import { resampledConcordance } from './resample-measures.ts'
import { type Resamples, resamplesOf } from './resamples.ts'
import { type MeasureResult, measureAll, measuresRevision } from './score.ts'
import { type Scored, scoredSeries } from './scored.ts'

/** Owner of what is kept of references: no model's answers are in it. */
const noModel = 'references'

/** One model on one series, to be judged. */
export interface JudgeTask {
  readonly similarity: Similarity
  readonly series: Series
  readonly controls: Controls
  readonly seed: number
}

/** What a model is judged by that was asked no controls. */
export const noControls: Controls = { permuted: [], prompt: null, reworded: [] }

/** Judges a task: here, or on another thread. */
export type Judge = (task: JudgeTask) => Judged | Promise<Judged>

/** Judges here. The string references of a series are resampled once for all tasks that follow on it. */
export function judgeHere(): Judge {
  const known = new Map<
    string,
    { readonly resamples: Resamples; readonly spelling: readonly Float64Array[] }
  >()
  return ({ similarity, series, controls, seed }) => {
    const key = dependsOn(series, seed).join()
    let prepared = known.get(key)
    if (prepared === undefined) {
      const resamples = resamplesOf(series.id, series.texts.length, seed)
      prepared = {
        resamples,
        spelling: spellingReferences.map(
          reference => resampledConcordance(scoredReference(reference, series, seed), resamples).values,
        ),
      }
      known.set(key, prepared)
    }
    return judge(similarity, series, controls, prepared.spelling, prepared.resamples, seed)
  }
}

/** The judgement of a task, kept under all that it depends on. */
export async function keptJudgement(
  task: JudgeTask,
  owner: string,
  cache: AnswerCache,
  judge: Judge,
): Promise<Judged> {
  const { similarity, series, controls, seed } = task
  const { permuted, prompt, reworded } = controls
  const parts = [
    'judged',
    ...dependsOn(series, seed),
    hashOf(similarity.data),
    String(similarity.symmetric),
    String(similarity.gram),
    ...(permuted.length === 0
      ? []
      : ['digits', ...permuted.flatMap(each => [each.digits, hashOf(each.data)])]),
    ...(reworded.length === 0
      ? []
      : [
          'reworded',
          String(prompt),
          ...reworded.flatMap(each => [each.prompt, String(each.shuffled), hashOf(each.data)]),
        ]),
  ]
  return keptJson(cache, owner, parts, () => judge(task))
}

/** The measures of a reference on a series, kept. */
export function judgeReference(
  reference: Reference,
  series: Series,
  seed: number,
  cache: AnswerCache,
): Promise<readonly MeasureResult[]> {
  return keptJson(cache, noModel, ['reference', reference.id, ...dependsOn(series, seed)], () =>
    measureAll(scoredReference(reference, series, seed)),
  )
}

function hashOf(data: Float64Array): string {
  return hash('sha256', new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 'hex')
}

function scoredReference(reference: Reference, series: Series, seed: number): Scored {
  const data = reference.similarities(series, seed)
  return scoredSeries({ n: series.texts.length, data, symmetric: true, gram: false }, series, seed)
}

function dependsOn({ id, texts, values, ruler, period, family }: Series, seed: number): string[] {
  return [String(measuresRevision), String(seed), id, JSON.stringify([texts, values, ruler, period, family])]
}
