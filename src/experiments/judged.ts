import { spellingReferences } from '../matrix/references/spelling.ts'
import { besideSpelling } from '../measures/floor.ts'
import type { Depth, Judged } from '../measures/judge.ts'
import {
  hashOf,
  type Judge,
  keptJudgement,
  keptReferences,
  type ScoredReference,
} from '../measures/kept-judge.ts'
import { measureZero } from '../measures/score.ts'
import { identityText } from '../models/identity.ts'
import type { Series } from '../series/series.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keptJson } from '../store/derived.ts'
import type { RunMeasure, RunVerdict } from '../store/run.ts'
import { controlsOf } from './answered-controls.ts'
import type { Answered } from './ask.ts'

export interface JudgeOptions {
  /** Whether an embedder's matrix is symmetric: both sides had one role. */
  readonly symmetric: boolean
  readonly seed: number
  readonly cache: AnswerCache
  readonly judge: Judge
  readonly depth: Depth
  /** Judgements under way at once. */
  readonly lanes: number
  readonly signal?: AbortSignal | undefined
  /** Called when one series of a model is judged. */
  readonly onJudged: (series: string) => void
}

/** What is said of one model, asked in one way, on one series. */
export interface JudgedPairs {
  readonly about: { readonly series: string; readonly model: string; readonly prompt: string | null }
  readonly judged: Judged
}

/**
 * What is said of a model on each series of the main experiment.
 * @param answered all that one model was asked
 */
export async function judgePairs(
  answered: readonly Answered[],
  { symmetric, seed, cache, judge, lanes, signal, onJudged, ...options }: JudgeOptions,
): Promise<JudgedPairs[]> {
  const { named } = answered[0]
  const all = answered.flatMap(({ inquiries, answers }) =>
    inquiries.map((inquiry, index) => ({ inquiry, data: answers[index] })),
  )
  const pairs = all.flatMap(({ inquiry, data }) =>
    inquiry.experiment === 'pairs' ? [{ inquiry, data }] : [],
  )
  const family = new Set(pairs.map(({ inquiry }) => inquiry.series)).size
  // Nobody will use a stand-in as a reranker: it is shown, not examined.
  const depth = named.model.kind === 'reranker' && named.model.standIn ? 'headline' : options.depth
  const gram = symmetric && named.model.kind === 'embedder'
  const owner = identityText(named.model.id)
  return inLanes(lanes, pairs, async ({ inquiry, data }) => {
    const { series, prompt } = inquiry
    await breathe(signal)
    const similarity = { n: series.texts.length, data, symmetric: gram, gram }
    const judged = await keptJudgement(
      { similarity, series, controls: controlsOf(inquiry, all), seed, family, depth },
      { owner, cache, judge, tokenizer: named.model.tokenizer },
    )
    onJudged(series.id)
    return { about: { series: series.id, model: named.id, prompt }, judged }
  })
}

/** The results of the work in the order of the items, of which so many as there are lanes are at work at once. */
async function inLanes<T, R>(
  lanes: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const at = next++
      results[at] = await work(items[at])
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

/** What the references score on each series. */
export interface JudgedReferences {
  readonly series: string
  readonly references: readonly ScoredReference[]
}

/** What the references score on each series: the oracle's best and what spelling alone gives. */
export function judgeReferences(
  all: readonly Series[],
  { seed, cache, judge, lanes, signal }: Omit<JudgeOptions, 'symmetric' | 'depth' | 'onJudged'>,
): Promise<JudgedReferences[]> {
  return inLanes(lanes, all, async series => {
    await breathe(signal)
    return { series: series.id, references: await keptReferences({ series, seed }, cache, judge) }
  })
}

/** The measures of the references as a run holds them. */
export function referenceMeasures(judged: readonly JudgedReferences[]): RunMeasure[] {
  return judged.flatMap(({ series, references }) =>
    references.flatMap(({ id, measures }) =>
      measures.map(measure => ({ series, model: id, prompt: null, floor: null, ...measure })),
    ),
  )
}

/** The measures of a model, each beside the best string reference on that series. */
export function flooredMeasures(
  pairs: readonly JudgedPairs[],
  judged: readonly JudgedReferences[],
): RunMeasure[] {
  const isSpelling = ({ id }: ScoredReference) => spellingReferences.some(reference => reference.id === id)
  return pairs.flatMap(({ about, judged: model }) => {
    const { references } = judged.find(({ series }) => series === about.series)!
    return besideSpelling(model, references.filter(isSpelling)).map(measure => ({ ...about, ...measure }))
  })
}

/** The verdicts of a model, where there is one. */
export function verdictsOf(pairs: readonly JudgedPairs[]): RunVerdict[] {
  return pairs.flatMap(({ about, judged: { verdict } }) => (verdict === null ? [] : [{ ...about, verdict }]))
}

/** Lets progress be drawn and an interruption be seen between two long computations. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  signal?.throwIfAborted()
}

/** What the zero experiment says of a model, kept. */
export async function zeroMeasuresOf(
  { named, inquiries, answers }: Answered,
  { seed, cache }: Pick<JudgeOptions, 'seed' | 'cache'>,
): Promise<RunMeasure[]> {
  const measures: RunMeasure[] = []
  for (const [at, inquiry] of inquiries.entries()) {
    if (inquiry.experiment !== 'zero') continue
    const { series, prompt } = inquiry
    const answer = answers[at]
    const parts = [String(seed), JSON.stringify(series.values), hashOf(answer)]
    const scores = await keptJson(
      cache,
      identityText(named.model.id),
      ['zero', codeFingerprint(import.meta.url), ...parts],
      () => measureZero(answer, series.values, seed),
    )
    const about = { series: series.id, model: named.id, prompt, floor: null }
    measures.push(...scores.map(score => ({ ...about, ...score })))
  }
  return measures
}
