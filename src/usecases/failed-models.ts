import { messageOf, NumeracyError } from '../base/error.ts'
import type { NamedModel } from '../experiments/ask.ts'

/** A model that could not be made ready, or did not answer to the end. */
export interface FailedModel {
  /** As a run names it: kind and spec. */
  readonly model: string
  readonly error: unknown
}

/** Called for each model that fails; the others are then asked all the same. Without it the first failure ends the work. */
export type OnFailed = (failed: FailedModel) => void

/**
 * Hands a failure to those who go on with the other models.
 * @throws the error itself when nobody does, when the work was stopped, or when the user's words are to blame
 */
export function passOver(
  model: string,
  error: unknown,
  {
    onFailed,
    signal,
  }: { readonly onFailed?: OnFailed | undefined; readonly signal?: AbortSignal | undefined },
): void {
  const isItsFault =
    !(error instanceof NumeracyError) ||
    error.code === 'model-unavailable' ||
    error.code === 'invalid-response'
  if (onFailed === undefined || signal?.aborted || !isItsFault) throw error
  onFailed({ model, error })
}

/**
 * Does some work with each model in turn. Those that fail are passed over.
 * @returns what came of the others, one at least
 * @throws NumeracyError the first failure where all have failed, or where nobody listens
 */
export async function withEach<Result>(
  models: readonly NamedModel[],
  listeners: Parameters<typeof passOver>[2],
  work: (named: NamedModel) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const failures: unknown[] = []
  for (const named of models) {
    try {
      results.push(await work(named))
    } catch (error) {
      passOver(named.id, error, listeners)
      failures.push(error)
    }
  }
  if (results.length === 0) throw failures[0]
  return results
}

/**
 * One error that names each model that failed, and why.
 * @param others what became of the other models, as a sentence; empty where there were none
 */
export function failedModels(failed: readonly FailedModel[], others: string): NumeracyError {
  const messages = failed.map(({ model, error }) => `${model} failed: ${sentence(messageOf(error))}`)
  const [{ error: cause }] = failed
  const code = cause instanceof NumeracyError ? cause.code : 'model-unavailable'
  const details = failed.map(({ model, error }) => ({
    model,
    code: error instanceof NumeracyError ? error.code : 'internal',
    message: messageOf(error),
    details: error instanceof NumeracyError ? error.details : {},
  }))
  return new NumeracyError(code, [...messages, ...(others === '' ? [] : [others])].join('\n'), {
    cause,
    details: { failed: details },
  })
}

/** What to throw when work ended with an error, of which the last model to fail may be the cause. */
export function endingError(failed: readonly FailedModel[], error: unknown): unknown {
  return failed.length > 1 && failed.some(each => each.error === error) ? failedModels(failed, '') : error
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
