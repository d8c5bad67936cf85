import pRetry from 'p-retry'
import { NumeracyError } from '../../base/error.ts'
import type { Random } from '../../base/random.ts'
import { around } from './around.ts'
import type { Decorated, Model } from './decorated.ts'

/** A request that failed and will be made again. */
export interface Retry {
  /** The attempt that failed; the first is 1. */
  readonly attempt: number
  /** Until the next attempt. */
  readonly milliseconds: number
  readonly error: NumeracyError
}

/** All times in milliseconds. */
export interface RetryOptions {
  /** Resolves after so many milliseconds; rejects with the signal's reason when that aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  readonly random: Random
  /** Most attempts at one request, the first included. Default 5. */
  readonly attempts?: number
  /** Before the second attempt; doubles with each further one. Default 1,000. */
  readonly firstWait?: number
  /** Most between two attempts, unless the server asks for more. Default 60,000. */
  readonly longestWait?: number
  /** A server that asks for a longer wait than this is not asked again. Default an hour. */
  readonly longestRetryAfter?: number
  readonly onRetry?: (retry: Retry) => void
}

/**
 * The same model, asked again when an error says that this may help (`retryable`). Waits grow exponentially and
 * are scattered over their upper half; what the server asks for (`details.retryAfterSeconds`) comes on top. Any
 * other error, and the last one, is thrown as it came.
 */
export function withRetry<M extends Model>(model: M, options: RetryOptions): Decorated<M> {
  const { attempts = 5, longestRetryAfter = 3_600_000 } = options
  return around(model, (request, signal) =>
    pRetry(request, {
      retries: attempts - 1,
      // The library would wait by the machine's clock; it waits nothing, and `wait` does.
      minTimeout: 0,
      signal,
      async shouldRetry({ error, attemptNumber }) {
        if (!(error instanceof NumeracyError) || !error.retryable) return false
        const asked = retryAfter(error)
        if (asked > longestRetryAfter) return false
        const milliseconds = asked + backoff(attemptNumber, options)
        options.onRetry?.({ attempt: attemptNumber, milliseconds, error })
        await options.wait(milliseconds, signal)
        return true
      },
    }),
  )
}

function retryAfter(error: NumeracyError): number {
  const { retryAfterSeconds } = error.details
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : 0
}

function backoff(attempt: number, options: RetryOptions): number {
  const { firstWait = 1000, longestWait = 60_000, random } = options
  return Math.min(longestWait, firstWait * 2 ** (attempt - 1)) * (0.5 + random() / 2)
}
