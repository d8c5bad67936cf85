import { messageOf, NumeracyError } from '../../../base/error.ts'
import type { ApiKey } from '../http/api-key.ts'
import { chainText, connectionTrouble } from '../http/connection-trouble.ts'
import { excerpt, serverWords } from '../http/excerpt.ts'
import { hasNumbersThatAreNone } from '../http/read-body.ts'
import { refusal } from '../http/refused-status.ts'
import { withoutKey } from '../http/secrets.ts'
import { type AskedAtOnce, tooMuch } from '../too-much.ts'

/** Of a body that are looked at. */
const maxCharacters = 2 ** 16

/** An error of the AI SDK for a request that a server refused, as far as it is used here. */
interface ApiCallError extends Error {
  readonly statusCode?: number
  readonly isRetryable?: boolean
  readonly responseHeaders?: Readonly<Record<string, string>>
  readonly responseBody?: string
}

interface TooManyValuesError extends Error {
  readonly maxEmbeddingsPerCall?: number
}

/** What a request was. */
export interface SdkRequest extends AskedAtOnce {
  readonly key: ApiKey
}

/**
 * What an SDK throws, as our own error, without the key. The SDK's error is not kept as the cause: it holds the
 * request with its headers.
 * @param who speaks in the message
 */
export function sdkTrouble(who: string, error: unknown, request: SdkRequest): NumeracyError {
  if (error instanceof NumeracyError) return error
  const clean = (text: string) => excerpt(withoutKey(text.slice(0, maxCharacters), request.key.value))
  const { statusCode, responseBody = '', responseHeaders = {} } = error as ApiCallError
  const said = messageOf(error)
  if ((error as Error).name === 'AI_TooManyEmbeddingValuesForCallError') {
    const atMost = (error as TooManyValuesError).maxEmbeddingsPerCall
    return new NumeracyError('model-unavailable', `${who}: ${clean(said)}. Give a smaller ?maxBatch.`, {
      details: { model: who, tooLarge: true, ...(typeof atMost === 'number' ? { atMost } : {}) },
    })
  }
  if (statusCode === undefined || (statusCode >= 200 && statusCode < 300))
    return unread(who, error as ApiCallError, request, clean)
  const body = responseBody.slice(0, maxCharacters)
  const answer = { status: statusCode, headers: new Headers(responseHeaders), body }
  const { advice, retryable, details } = refusal(answer, { ...request, now: Date.now() })
  const words = body === '' ? said : serverWords(body)
  return new NumeracyError(
    'model-unavailable',
    `${who}: got status ${statusCode} saying ${clean(words)}; expected an answer. ${advice}`,
    { retryable, details: { model: who, status: statusCode, ...details } },
  )
}

/** No status, or that of a success: what came is no answer, or nothing came. */
function unread(
  who: string,
  error: ApiCallError,
  request: SdkRequest,
  clean: (text: string) => string,
): NumeracyError {
  const { statusCode, responseBody = '', isRetryable = false } = error
  const details = { model: who, ...(statusCode === undefined ? {} : { status: statusCode }) }
  if (hasNumbersThatAreNone(responseBody)) {
    return new NumeracyError(
      'invalid-response',
      `${who}: got numbers that are not finite, NaN or Infinity, which JSON does not have: ${clean(responseBody)}; expected finite numbers. The address is right: look at the model behind it.`,
      { details },
    )
  }
  const connection = connectionTrouble(error)
  if (statusCode === undefined && connection.known) {
    return new NumeracyError(
      'model-unavailable',
      `${who}: got ${connection.problem} (${clean(chainText(error)).slice(1, -1)}); expected an answer. ${connection.advice}`,
      { retryable: connection.retryable, details },
    )
  }
  const said = responseBody === '' ? messageOf(error) : serverWords(responseBody.slice(0, maxCharacters))
  const size = tooMuch(said, request, { serious: true })
  if (size !== undefined) {
    return new NumeracyError(
      'model-unavailable',
      `${who}: got an error saying ${clean(said)}; expected an answer. ${size.advice}`,
      {
        details: { ...details, ...size.details },
      },
    )
  }
  return new NumeracyError(
    isRetryable ? 'model-unavailable' : 'invalid-response',
    `${who}: the SDK fails with ${clean(chainText(error))}. ${isRetryable ? 'Run the same command again' : 'Check the name of the model and its options'}; what was answered is kept.`,
    { retryable: isRetryable, details },
  )
}
