import { NumeracyError } from '../base/error.ts'
import type { Embedder } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import type { ExamOptions } from './doctor/asked.ts'
import { embedderChecks, rerankerChecks } from './doctor/catalogue.ts'
import type { Check, CheckOutcome } from './doctor/check.ts'
import { embedderExam, rerankerExam } from './doctor/exam.ts'

export interface CheckResult extends CheckOutcome {
  readonly id: string
  readonly title: string
}

/** What the doctor says of a model in one role. */
export interface Diagnosis {
  readonly spec: string
  readonly role: 'embedder' | 'reranker'
  /** In the order in which they ran; those after a vital one that failed did not run. */
  readonly checks: readonly CheckResult[]
  /** The worst of the checks. */
  readonly verdict: 'pass' | 'warn' | 'fail'
}

export interface DoctorOptions extends ExamOptions {
  /** Called before each check, and after the last one with an empty title. */
  readonly onCheck?: (done: number, total: number, title: string) => void
}

/**
 * Asks a model what its user must know before trusting its numbers: a few dozen texts, at most 40 requests that
 * are answered, none of them from a cache. What the model says instead of an answer fails the check at hand.
 * @throws what the signal was aborted with
 */
export async function diagnose(
  spec: string,
  model: Embedder | Reranker,
  options: DoctorOptions,
): Promise<Diagnosis> {
  const checks =
    model.kind === 'embedder'
      ? await resultsOf(embedderChecks, embedderExam(spec, model, options), options)
      : await resultsOf(rerankerChecks, rerankerExam(spec, model, options), options)
  return { spec, role: model.kind, checks, verdict: worst(checks) }
}

/** The diagnosis of a model that could not even be made ready to be asked. */
export function unreachable(spec: string, role: Diagnosis['role'], error: NumeracyError): Diagnosis {
  const [{ id, title }] = role === 'embedder' ? embedderChecks : rerankerChecks
  return { spec, role, checks: [{ id, title, verdict: 'fail', evidence: error.message }], verdict: 'fail' }
}

async function resultsOf<Exam>(
  catalogue: readonly Check<Exam>[],
  exam: Exam,
  { signal, onCheck }: DoctorOptions,
): Promise<CheckResult[]> {
  const checks = catalogue.filter(({ applies }) => applies === undefined || applies(exam))
  const results: CheckResult[] = []
  for (const check of checks) {
    signal?.throwIfAborted()
    onCheck?.(results.length, checks.length, check.title)
    const { id, title, vital } = check
    const unmet = results.find(({ id, verdict }) => verdict === 'fail' && check.needs?.includes(id))
    const outcome = unmet === undefined ? await outcomeOf(check, exam, signal) : unchecked(unmet)
    results.push({ id, title, ...outcome })
    if (vital && outcome.verdict === 'fail') break
  }
  onCheck?.(results.length, checks.length, '')
  return results
}

/** The outcome of a check that would take the fault of another for one of its own. */
function unchecked({ title }: CheckResult): CheckOutcome {
  return {
    verdict: 'info',
    evidence: `Not checked, because “${title}” failed: what it would find might be the same fault.`,
  }
}

async function outcomeOf<Exam>(
  check: Check<Exam>,
  exam: Exam,
  signal: AbortSignal | undefined,
): Promise<CheckOutcome> {
  try {
    return await check.run(exam)
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof NumeracyError)) throw error
    return { verdict: 'fail', evidence: error.message }
  }
}

function worst(checks: readonly CheckResult[]): Diagnosis['verdict'] {
  const verdicts = checks.map(({ verdict }) => verdict)
  if (verdicts.includes('fail')) return 'fail'
  return verdicts.includes('warn') ? 'warn' : 'pass'
}
