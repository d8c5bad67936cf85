import PQueue from 'p-queue'
import { NumeracyError } from '../../base/error.ts'
import type { Random } from '../../base/random.ts'

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
  /** Most attempts without an answer between them, the first included. Default 5. */
  readonly attempts?: number
  /** Before the second attempt; doubles with each further one. Default 1,000. */
  readonly firstWait?: number
  /** Most between two attempts, unless the server asks for more. Default 60,000. */
  readonly longestWait?: number
  /** A server that asks for a longer wait than this is not asked again. Default an hour. */
  readonly longestRetryAfter?: number
  readonly onRetry?: (retry: Retry) => void
}

export interface TurnOptions extends RetryOptions {
  /** Most requests under way at once. */
  readonly concurrency: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Lets the requests to one model through. */
export interface Turns {
  /**
   * Makes a request when its turn comes, and again where an error says that this may help (`retryable`).
   * @throws the last error as it came, or that of another request which ended all of them
   */
  run<Answer>(request: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer>
  /** Waits as the options do, but no longer than until an error ends all requests; rejects with that error then. */
  wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void>
  /** @throws the error that ended all requests under way */
  throwIfEnded(): void
}

const minute = 60_000

/** How long a server is left alone when it asks for that, unless the options say otherwise. */
export const longestUsualWait = 60 * minute

/** The latest time that a date can hold. */
const latestDate = 8.64e15

/**
 * Requests that share what becomes of them. Until one is answered they go one at a time, and so they do again from
 * a failure on until the next answer: a server that fails as a whole is asked again by one of them for all. An
 * error that no further attempt helps ends all that are under way together, and nothing new is sent; whoever asks
 * after they came to their end is let through again. Waits grow exponentially and are scattered over their upper
 * half; what the server asks for (`details.retryAfterSeconds`) comes on top, and holds no slot.
 */
export function requestTurns(options: TurnOptions): Turns {
  const { concurrency, attempts = 5, longestRetryAfter = longestUsualWait, now } = options
  const queue = new PQueue({ concurrency: 1 })
  let ending = new AbortController()
  let underWay = 0
  let sent = 0
  /** Of the requests that were answered, the one that was sent last. */
  let newestAnswered = 0
  /** In a row, without an answer between them. */
  let failures = 0
  /** The request that waits to try again for all. */
  let leader: symbol | null = null

  function answered(number: number): void {
    newestAnswered = Math.max(newestAnswered, number)
    failures = 0
    leader = null
    queue.concurrency = concurrency
    queue.start()
  }

  function end(error: NumeracyError): never {
    ending.abort(error)
    queue.start()
    throw error
  }

  /** What to do after a failure: how long to wait, and whether for all. @throws the error when nothing helps */
  function next(error: unknown, attempt: number, number: number, own: symbol): Retry | 'follow' {
    if (!(error instanceof NumeracyError)) throw error
    // It was read and understood; what is asked for next shows whether less is answered.
    if (isTooLarge(error)) {
      failures = 0
      throw error
    }
    const ofServer = error.code === 'model-unavailable' || error.code === 'invalid-response'
    if (!error.retryable) return ofServer ? end(error) : raise(error)
    const asked = retryAfter(error)
    if (asked > longestRetryAfter) return end(notWaitedFor(error, now() + asked, longestRetryAfter))
    if (attempt >= attempts) return end(error)
    // One that was sent later is answered: the trouble is that of this request alone.
    if (newestAnswered > number) return { attempt, milliseconds: asked + backoff(attempt, options), error }
    if (leader !== null && leader !== own) return 'follow'
    failures++
    if (failures >= attempts) return end(error)
    leader = own
    queue.concurrency = 1
    queue.pause()
    return { attempt: failures, milliseconds: asked + backoff(failures, options), error }
  }

  async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    const ended = ending.signal
    try {
      await options.wait(milliseconds, signal === undefined ? ended : AbortSignal.any([signal, ended]))
    } catch (error) {
      signal?.throwIfAborted()
      ended.throwIfAborted()
      throw error
    }
  }

  async function attemptsAt<Answer>(
    request: () => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const own = Symbol('request')
    const attemptOnce = (attempt: number) => async () => {
      ending.signal.throwIfAborted()
      const number = ++sent
      try {
        const answer = await request()
        answered(number)
        return { answer }
      } catch (error) {
        signal?.throwIfAborted()
        return next(error, attempt, number, own)
      }
    }
    try {
      for (let attempt = 1; ; attempt++) {
        const priority = leader === own ? 2 : attempt > 1 ? 1 : 0
        const turn = queue.add(attemptOnce(attempt), { priority, ...(signal && { signal }) })
        // The leader stands first in the queue before that goes on.
        if (leader === own) queue.start()
        const outcome = await turn
        if (outcome === 'follow') continue
        if ('answer' in outcome) return outcome.answer
        options.onRetry?.(outcome)
        await wait(outcome.milliseconds, signal)
      }
    } finally {
      if (leader === own) {
        leader = null
        queue.start()
      }
    }
  }

  return {
    wait,
    throwIfEnded: () => ending.signal.throwIfAborted(),
    async run(request, signal) {
      underWay++
      try {
        return await attemptsAt(request, signal)
      } finally {
        underWay--
        if (underWay === 0 && ending.signal.aborted) {
          ending = new AbortController()
          failures = 0
          leader = null
        }
      }
    },
  }
}

/** An error after which less at once may pass. */
export type TooLarge = NumeracyError & { readonly details: { readonly tooLarge: true } }

export function isTooLarge(error: unknown): error is TooLarge {
  return error instanceof NumeracyError && error.details.tooLarge === true
}

function raise(error: NumeracyError): never {
  throw error
}

function retryAfter(error: NumeracyError): number {
  const { retryAfterSeconds } = error.details
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : 0
}

function backoff(attempt: number, options: RetryOptions): number {
  const { firstWait = 1000, longestWait = 60_000, random } = options
  return Math.min(longestWait, firstWait * 2 ** (attempt - 1)) * (0.5 + random() / 2)
}

/** The error of a server that asks for more patience than there is, with when to come back. */
function notWaitedFor(error: NumeracyError, until: number, longest: number): NumeracyError {
  const { code, message, details, cause } = error
  const end = new Date(Math.min(until, latestDate)).toISOString()
  const minutes = Math.round(longest / minute).toLocaleString('en')
  return new NumeracyError(
    code,
    `${message} It asks to be left alone until ${end.slice(0, 16).replace('T', ' ')} UTC, and no more than ${minutes} minutes are waited for: run the same command again then.`,
    { details: { ...details, until: end }, cause },
  )
}
