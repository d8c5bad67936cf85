import type { Listener } from '../base/events.ts'
import { runReferences } from '../matrix/references.ts'
import { judgeFor, judgeReference } from '../measures/kept-judge.ts'
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
  readonly listen: Listener
  readonly signal?: AbortSignal
}

/** Measures and verdicts of the main experiment, series by series. */
export async function judgePairs(
  all: readonly Series[],
  answered: readonly Answered[],
  { symmetric, seed, cache, listen, signal }: JudgeOptions,
): Promise<{ measures: RunMeasure[]; verdicts: RunVerdict[] }> {
  const measures: RunMeasure[] = []
  const verdicts: RunVerdict[] = []
  for (const [done, series] of all.entries()) {
    listen({ type: 'measured', done, total: all.length, label: series.id })
    const judge = judgeFor(series, seed, cache)
    for (const { named, inquiries, answers } of answered) {
      for (const [index, inquiry] of inquiries.entries()) {
        if (inquiry.experiment !== 'pairs' || inquiry.series !== series) continue
        await breathe(signal)
        const about = { series: series.id, model: named.id, prompt: inquiry.prompt }
        const similarity = {
          n: series.texts.length,
          data: answers[index],
          symmetric: symmetric && named.model.kind === 'embedder',
        }
        const judged = judge(similarity, identityText(named.model.id))
        measures.push(...judged.measures.map(score => ({ ...about, ...score })))
        if (judged.verdict !== null) verdicts.push({ ...about, verdict: judged.verdict })
      }
    }
  }
  listen({ type: 'measured', done: all.length, total: all.length, label: '' })
  return { measures, verdicts }
}

/** What the references score on a series: the oracle's best and what spelling alone gives. */
export function referenceMeasures(series: Series, seed: number, cache: AnswerCache): RunMeasure[] {
  return runReferences.flatMap(reference =>
    judgeReference(reference, series, seed, cache).map(score => ({
      series: series.id,
      model: reference.id,
      prompt: null,
      interval: null,
      floor: null,
      ...score,
    })),
  )
}

/** Lets progress be drawn and an interruption be seen between two long computations. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  signal?.throwIfAborted()
}
