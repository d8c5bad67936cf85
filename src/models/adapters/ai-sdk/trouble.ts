import { messageOf, NumeracyError } from '../../../base/error.ts'
import type { ApiKey } from '../http/api-key.ts'
import { excerpt } from '../http/excerpt.ts'
import { refusal } from '../http/refused-status.ts'
import { retryAfterSeconds } from '../http/retry-after.ts'
import { withoutKey } from '../http/secrets.ts'

/** An error of the AI SDK for a request that a server refused, as far as it is used here. */
interface ApiCallError extends Error {
  readonly statusCode?: number
  readonly isRetryable?: boolean
  readonly responseHeaders?: Readonly<Record<string, string>>
  readonly responseBody?: string
}

/**
 * What an SDK throws, as our own error, without the key. The SDK's error is not kept as the cause: it holds the
 * request with its headers.
 * @param who speaks in the message
 */
export function sdkTrouble(who: string, error: unknown, key: ApiKey): NumeracyError {
  if (error instanceof NumeracyError) return error
  const clean = (text: string) => excerpt(withoutKey(text, key.value))
  const { statusCode, responseBody = '', responseHeaders = {}, isRetryable = false } = error as ApiCallError
  if ((error as Error).name === 'AI_TooManyEmbeddingValuesForCallError') {
    return new NumeracyError('model', `${who}: ${clean(messageOf(error))}. Give a smaller ?maxBatch.`, {
      details: { model: who, tooLarge: true },
    })
  }
  if (statusCode === undefined || (statusCode >= 200 && statusCode < 300)) {
    return new NumeracyError(
      isRetryable ? 'model' : 'answer',
      `${who}: the SDK fails with ${clean(messageOf(error))}. ${isRetryable ? 'Run the same command again' : 'Check the name of the model and its options'}; what was answered is kept.`,
      { retryable: isRetryable, details: { model: who } },
    )
  }
  const { advice, retryable, details } = refusal(statusCode, responseBody, key)
  const after = retryable ? retryAfterSeconds(new Headers(responseHeaders), Date.now()) : undefined
  const words = responseBody === '' ? messageOf(error) : responseBody
  return new NumeracyError(
    'model',
    `${who}: got status ${statusCode} saying ${clean(words)}; expected an answer. ${advice}`,
    {
      retryable,
      details: {
        model: who,
        status: statusCode,
        ...details,
        ...(after === undefined ? {} : { retryAfterSeconds: after }),
      },
    },
  )
}
