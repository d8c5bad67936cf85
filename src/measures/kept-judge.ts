import { hash } from 'node:crypto'
import { spellingReferences } from '../matrix/references/spelling.ts'
import { referencesOf } from '../matrix/references.ts'
import type { Similarity } from '../matrix/similarity.ts'
import type { Tokenizer } from '../models/tokenizer.ts'
import type { Series } from '../series/series.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keptJson } from '../store/derived.ts'
import { type AnsweredControls, type Controls, type Depth, type Judged, judge } from './judge.ts'
import { floorDraws, type Resamples, resampledConcordances, resamplesOf } from './resamples.ts'
import { drawsInFamily } from './rhythm.ts'
import { type MeasureResult, measureAll } from './score.ts'
import { type Scored, scoredSeries } from './scored.ts'

/** Owner of what is kept of references: no model's answers are in it. */
export const noModel = 'references'

/** One model on one series, to be judged. */
export interface JudgeTask {
  readonly similarity: Similarity
  readonly series: Series
  readonly controls: Controls
  readonly seed: number
  /** Series of the run, a model's p-values on which are adjusted for each other. Default: 1. */
  readonly family?: number
  /** Default: whole. */
  readonly depth?: Depth
  /** The spelling floor on each resample, where it is known. */
  readonly floor?: readonly number[]
}

/** What a model is judged by that was asked no controls, and whose tokenizer is not known. */
export const noControls: Controls = { permuted: [], prompt: null, reworded: [], tokens: null }

/** A series, on which the references are to be scored. */
export interface ReferenceTask {
  readonly series: Series
  readonly seed: number
}

/** What a reference scores on a series. */
export interface ScoredReference {
  readonly id: string
  readonly measures: readonly MeasureResult[]
}

/** Computes what a run says: here, or on other threads. */
export interface Judge {
  model(task: JudgeTask): Judged | Promise<Judged>
  /** The references of a run, in its order. */
  references(task: ReferenceTask): readonly ScoredReference[] | Promise<readonly ScoredReference[]>
  /** The concordance of the best string reference on each resample of a series. */
  floor(task: ReferenceTask): readonly number[] | Promise<readonly number[]>
}

/** What all models of a series are judged beside. */
interface Prepared {
  readonly resamples: Resamples
  /** The concordance of the best string reference on each resample; undefined until it is asked for. */
  floor?: Float64Array
}

/** Judges here. A series is resampled once for all tasks on it, as are its string references where no task has the floor. */
export function judgeHere(): Judge {
  const known = new Map<string, Prepared>()
  const prepared = ({ series, seed }: ReferenceTask): Prepared => {
    const key = dependsOn(series, seed).join()
    const before = known.get(key)
    if (before !== undefined) return before
    const made = { resamples: resamplesOf(series.id, series.texts.length, seed) }
    known.set(key, made)
    return made
  }
  const floorOf = (task: ReferenceTask): Float64Array => {
    const { series, seed } = task
    const ready = prepared(task)
    ready.floor ??= floorDraws(
      resampledConcordances(
        distinct(spellingReferences.map(each => each.similarities(series, seed))).map(scoredOn(series, seed)),
        ready.resamples,
      ),
    )
    return ready.floor
  }
  return {
    model(task) {
      const floor = task.floor === undefined ? floorOf(task) : Float64Array.from(task.floor)
      const { resamples } = prepared(task)
      const { similarity, series, controls, seed, family, depth } = task
      return judge(similarity, series, controls, floor, resamples, seed, family, depth)
    },
    floor: task => [...floorOf(task)],
    references(task) {
      const { series, seed } = task
      const answers = referencesOf(series).map(({ id, similarities }) => ({
        id,
        data: similarities(series, seed),
      }))
      const all = distinct(answers.map(({ data }) => data))
      const measures = all.map(scoredOn(series, seed)).map(measureAll)
      return answers.map(({ id, data }) => ({
        id,
        measures: measures[all.findIndex(other => isSame(other, data))],
      }))
    },
  }
}

export interface KeepOptions {
  /** Identity of the model. */
  readonly owner: string
  readonly cache: AnswerCache
  readonly judge: Judge
  /** That of the model, where it is known. */
  readonly tokenizer: Tokenizer | undefined
}

/** The judgement of a task, kept under all that it depends on. Documents are split only where it is not kept. */
export async function keptJudgement(
  task: Omit<JudgeTask, 'controls'> & { readonly controls: AnsweredControls },
  { owner, cache, judge, tokenizer }: KeepOptions,
): Promise<Judged> {
  const { similarity, series, controls, seed, family = 1, depth = 'whole' } = task
  const { permuted, prompt, reworded } = controls
  const parts = [
    'judged',
    codeFingerprint(import.meta.url),
    ...dependsOn(series, seed),
    // Nothing else depends on the family.
    String(drawsInFamily(series.texts.length, family)),
    hashOf(similarity.data),
    String(similarity.symmetric),
    String(similarity.gram),
    ...(depth === 'whole' ? [] : [depth]),
    ...(permuted.length === 0
      ? []
      : ['digits', ...permuted.flatMap(each => [each.digits, hashOf(each.data)])]),
    ...(tokenizer === undefined ? [] : ['tokenizer', tokenizer.id ?? owner]),
    ...(reworded.length === 0
      ? []
      : [
          'reworded',
          String(prompt),
          ...reworded.flatMap(each => [each.prompt, String(each.shuffled), hashOf(each.data)]),
        ]),
  ]
  return keptJson(cache, owner, parts, async () => {
    const tokens =
      depth === 'whole' && tokenizer && (await Promise.all(series.texts.map(text => tokenizer.tokens(text))))
    const floor = await keptFloor({ series, seed }, cache, judge)
    return judge.model({ ...task, floor, controls: { ...controls, tokens: tokens || null } })
  })
}

/** What the references score on a series, kept. */
export function keptReferences(
  task: ReferenceTask,
  cache: AnswerCache,
  judge: Judge,
): Promise<readonly ScoredReference[]> {
  const parts = ['references', codeFingerprint(import.meta.url), ...dependsOn(task.series, task.seed)]
  return keptJson(cache, noModel, parts, () => judge.references(task))
}

/** The spelling floor of a series on each resample, kept. */
export function keptFloor(task: ReferenceTask, cache: AnswerCache, judge: Judge): Promise<readonly number[]> {
  const parts = ['floor', codeFingerprint(import.meta.url), ...dependsOn(task.series, task.seed)]
  return keptJson(cache, noModel, parts, () => judge.floor(task))
}

/** SHA-256 of the bytes of some numbers. */
export function hashOf(data: Float64Array | Float32Array): string {
  return hash('sha256', new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 'hex')
}

function scoredOn(series: Series, seed: number): (data: Float64Array) => Scored {
  return data => scoredSeries({ n: series.texts.length, data, symmetric: true, gram: false }, series, seed)
}

/** Each once: where all documents are of one length, several string matchers say the same. */
function distinct(all: readonly Float64Array[]): Float64Array[] {
  return all.filter((data, at) => all.findIndex(other => isSame(other, data)) === at)
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, at) => value === b[at])
}

function dependsOn({ id, texts, values, ruler, period, family }: Series, seed: number): string[] {
  return [String(seed), id, JSON.stringify([texts, values, ruler, period, family])]
}
