import type { Pace } from '../pace.ts'
import type { Usage } from '../usage.ts'
import { type Decorated, decorated, type Model } from './decorated.ts'

const minute = 60_000

/** Tokens of a character before any answer has shown it. */
const firstGuess = 0.5

/** Sends out one request; an answer that counts its tokens betters the guess for the next. */
export type Sent = <Answer extends { readonly usage?: Usage }>(
  request: () => Promise<Answer>,
  /** Milliseconds from this request to the next, as its pace wants it; asked when the request's turn comes. */
  apart: () => number,
  signal: AbortSignal | undefined,
) => Promise<Answer>

/**
 * The same model, whose requests go out by `sent`. How far apart they should be goes by requests a minute and by
 * tokens a minute, which are guessed from the characters.
 */
export function withApart<M extends Model>(model: M, pace: Pace, sent: Sent): Decorated<M> {
  const { requestsPerMinute = Number.POSITIVE_INFINITY, tokensPerMinute = Number.POSITIVE_INFINITY } = pace
  let tokensPerCharacter = firstGuess

  async function counted<Answer extends { readonly usage?: Usage }>(
    characters: number,
    request: () => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const apart = () =>
      Math.max(minute / requestsPerMinute, (characters * tokensPerCharacter * minute) / tokensPerMinute)
    const answer = await sent(request, apart, signal)
    if (answer.usage !== undefined && characters > 0) tokensPerCharacter = answer.usage.tokens / characters
    return answer
  }

  return decorated(model, {
    embed: embedder => (texts, given) =>
      counted(lengthOf(texts), () => embedder.embed(texts, given), given.signal),
    score: reranker => (query, documents, given) =>
      counted(
        lengthOf(documents) + documents.length * query.length,
        () => reranker.score(query, documents, given),
        given.signal,
      ),
  })
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}
