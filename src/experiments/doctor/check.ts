import type { Embedder } from '../../models/embedder.ts'
import type { Reranker } from '../../models/reranker.ts'
import type { EmbedderExam, Exam, RerankerExam } from './exam.ts'

/**
 * `fail`: the numbers of this model, asked in this way, cannot be trusted. `warn`: they can, by those who know
 * this. `info`: a fact that is neither good nor bad.
 */
export type CheckVerdict = 'pass' | 'warn' | 'fail' | 'info'

/** What a check found. */
export interface CheckOutcome {
  readonly verdict: CheckVerdict
  /** What was seen, in one or two sentences. */
  readonly evidence: string
  /** What to do about it. */
  readonly advice?: string
  /** The figures behind the evidence, finite. */
  readonly numbers?: Readonly<Record<string, number>>
}

/** One question about a model of one kind, answered by asking it. */
export interface Check<OneExam> {
  readonly id: string
  /** A few words. */
  readonly title: string
  /** Whether nothing else is worth asking when this fails. */
  readonly vital?: boolean
  /** Ids of earlier checks without which this one would draw false conclusions: when one fails, it does not run. */
  readonly needs?: readonly string[]
  /** Default: always. */
  applies?(exam: OneExam): boolean
  /** @throws NumeracyError what the model said instead of an answer, which fails the check */
  run(exam: OneExam): Promise<CheckOutcome>
}

/** A question as it is put to each kind of model; a kind that is missing is not asked. */
export interface Question {
  readonly embedder?: Check<EmbedderExam>
  readonly reranker?: Check<RerankerExam>
}

/** The same check for both kinds, which sees no more than what their exams have in common. */
export function ofBoth(check: Check<Exam<Embedder | Reranker, unknown>>): Question {
  return { embedder: check, reranker: check }
}
