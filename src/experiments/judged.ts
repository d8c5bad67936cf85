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
  { symmetric, seed, cache, judge, signal, onJudged }: JudgeOptions,
): Promise<JudgedPairs[]> {
  const all: JudgedPairs[] = []
  for (const [index, inquiry] of inquiries.entries()) {
    if (inquiry.experiment !== 'pairs') continue
    await breathe(signal)
    const { series, prompt } = inquiry
    const gram = symmetric && named.model.kind === 'embedder'
    const similarity = { n: series.texts.length, data: answers[index], symmetric: gram, gram }
    const owner = identityText(named.model.id)
    const judged = await keptJudgement({ similarity, series, seed }, owner, cache, judge)
    all.push({ about: { series: series.id, model: named.id, prompt }, judged })
    onJudged(series.id)
  }
  return all
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
