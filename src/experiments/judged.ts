import { runReferences, spellingReferences } from '../matrix/references.ts'
import { besideSpelling } from '../measures/floor.ts'
import type { Judged } from '../measures/judge.ts'
import { type Judge, judgeReference, keptJudgement } from '../measures/kept-judge.ts'
import { identityText } from '../models/identity.ts'
import type { Series } from '../series/series.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import type { RunMeasure, RunVerdict } from '../store/run.ts'
import type { Answered } from './ask.ts'

export interface JudgeOptions {
  /** Whether an embedder's matrix is symmetric: both sides had one role. */
  readonly symmetric: boolean
  readonly seed: number
  readonly cache: AnswerCache
  readonly judge: Judge
  /** Judgements under way at once. */
  readonly lanes: number
  readonly signal?: AbortSignal
  /** Called when one series of a model is judged. */
  readonly onJudged: (series: string) => void
}

/** What is said of one model, asked in one way, on one series. */
export interface JudgedPairs {
  readonly about: { readonly series: string; readonly model: string; readonly prompt: string | null }
  readonly judged: Judged
}

/** Measures and verdicts of a model on each series of the main experiment. */
export async function judgePairs(
  { named, inquiries, answers }: Answered,
  { symmetric, seed, cache, judge, lanes, signal, onJudged }: JudgeOptions,
): Promise<JudgedPairs[]> {
  const pairs = inquiries.flatMap((inquiry, index) =>
    inquiry.experiment === 'pairs' ? [{ inquiry, data: answers[index] }] : [],
  )
  const gram = symmetric && named.model.kind === 'embedder'
  const owner = identityText(named.model.id)
  return inLanes(lanes, pairs, async ({ inquiry: { series, prompt }, data }) => {
    await breathe(signal)
    const similarity = { n: series.texts.length, data, symmetric: gram, gram }
    const judged = await keptJudgement({ similarity, series, seed }, owner, cache, judge)
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

/** What the references score on a series: the oracle's best and what spelling alone gives. */
export async function referenceMeasures(
  series: Series,
  seed: number,
  cache: AnswerCache,
): Promise<RunMeasure[]> {
  const judged = runReferences.map(async reference => {
    const about = { series: series.id, model: reference.id, prompt: null, floor: null }
    return (await judgeReference(reference, series, seed, cache)).map(score => ({ ...about, ...score }))
  })
  return (await Promise.all(judged)).flat()
}

/** The measures of a model, each beside the best string reference on that series. */
export function flooredMeasures(
  pairs: readonly JudgedPairs[],
  references: readonly RunMeasure[],
): RunMeasure[] {
  return pairs.flatMap(({ about, judged }) => {
    const spelling = spellingReferences.map(({ id }) => ({
      id,
      measures: references.filter(({ model, series }) => model === id && series === about.series),
    }))
    return besideSpelling(judged, spelling).map(measure => ({ ...about, ...measure }))
  })
}

/** The verdicts of a model, where there is one. */
export function verdictsOf(pairs: readonly JudgedPairs[]): RunVerdict[] {
  return pairs.flatMap(({ about, judged: { verdict } }) => (verdict === null ? [] : [{ ...about, verdict }]))
}

/** Lets progress be drawn and an interruption be seen between two long computations. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  signal?.throwIfAborted()
}
