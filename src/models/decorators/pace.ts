import { NumeracyError } from '../../base/error.ts'
import type { Pace } from '../pace.ts'
import type { Usage } from '../usage.ts'
import { type Decorated, decorated, type Model } from './decorated.ts'
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

/** Tokens of a character before any answer has shown it. */
const firstGuess = 0.5

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
  const { requestsPerMinute = Number.POSITIVE_INFINITY, tokensPerMinute = Number.POSITIVE_INFINITY } =
    options.pace
  let nextAt = 0
  let pausedUntil = 0
  let distance = 0
  let tokensPerCharacter = firstGuess
  let gate = Promise.resolve()

  async function turn(tokens: number, signal: AbortSignal | undefined): Promise<void> {
    let reached = now()
    for (let at = due(); at > reached; at = due()) {
      onWait?.(at)
      await wait(at - reached, signal)
      reached = at
    }
    const apart = Math.max(minute / requestsPerMinute, (tokens * minute) / tokensPerMinute, distance)
    nextAt = reached + apart
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

  async function paced<Answer extends { readonly usage?: Usage }>(
    characters: number,
    request: () => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const mine = gate.then(() => turn(characters * tokensPerCharacter, signal))
    gate = mine.catch(() => {})
    await mine
    try {
      const answer = await request()
      distance = distance < 1 ? 0 : distance * fading
      if (answer.usage !== undefined && characters > 0) tokensPerCharacter = answer.usage.tokens / characters
      return answer
    } catch (error) {
      learn(error)
      throw error
    }
  }

  return decorated(model, {
    embed: embedder => (texts, given) =>
      paced(lengthOf(texts), () => embedder.embed(texts, given), given.signal),
    score: reranker => (query, documents, given) =>
      paced(
        lengthOf(documents) + documents.length * query.length,
        () => reranker.score(query, documents, given),
        given.signal,
      ),
  })
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}
