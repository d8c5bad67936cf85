import { NumeracyError } from '../../base/error.ts'
import type { Pace } from '../pace.ts'
import { withApart } from './apart.ts'
import type { Decorated, Model } from './decorated.ts'
import { longestUsualWait } from './turns.ts'

export interface PaceOptions {
  /** Requests and tokens a minute; what is left out is not limited. */
  readonly pace: Pace
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Resolves after so many milliseconds; rejects with the signal's reason when that aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** Milliseconds; a server that asks for a longer wait is not waited for. Default an hour. */
  readonly longestRetryAfter?: number
  /** Called when requests have to wait, and until when (milliseconds since 1970). */
  readonly onWait?: (until: number) => void
}

const minute = 60_000

/** Milliseconds between two requests after a first 429; doubles with each further one, fades with each success. */
const firstDistance = 100
const fading = 0.9

/**
 * The same model, asked no faster than its pace: requests go out at even distances. When a server says that it
 * is too much (429, or any error with `details.retryAfterSeconds`), all requests wait as long as it asks, and
 * keep more distance afterwards. Tokens are guessed from the characters, and better with each answer that counts them.
 */
export function withPace<M extends Model>(model: M, options: PaceOptions): Decorated<M> {
  const { now, wait, onWait, longestRetryAfter = longestUsualWait } = options
  let nextAt = 0
  let pausedUntil = 0
  let distance = 0
  let gate = Promise.resolve()

  async function turn(apart: () => number, signal: AbortSignal | undefined): Promise<void> {
    let reached = now()
    for (let at = due(); at > reached; at = due()) {
      onWait?.(at)
      await wait(at - reached, signal)
      reached = at
    }
    nextAt = reached + Math.max(apart(), distance)
  }

  function due(): number {
    return Math.max(nextAt, pausedUntil)
  }

  function learn(error: unknown): void {
    if (!(error instanceof NumeracyError)) return
    const { retryAfterSeconds, status } = error.details
    if (typeof retryAfterSeconds === 'number' && retryAfterSeconds * 1000 <= longestRetryAfter)
      pausedUntil = Math.max(pausedUntil, now() + retryAfterSeconds * 1000)
    if (status === 429) distance = Math.min(minute, Math.max(firstDistance, 2 * distance))
  }

  return withApart(model, options.pace, async (request, apart, signal) => {
    const mine = gate.then(() => turn(apart, signal))
    gate = mine.catch(() => {})
    await mine
    try {
      const answer = await request()
      distance = distance < 1 ? 0 : distance * fading
      return answer
    } catch (error) {
      learn(error)
      throw error
    }
  })
}
