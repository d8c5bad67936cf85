import { setTimeout } from 'node:timers/promises'
import type { AnswerCache } from '../../store/answer-cache.ts'
import { type Embedder, rowsOf } from '../embedder.ts'
import { identityText } from '../identity.ts'
import { isKeptByList, type Reranker } from '../reranker.ts'
import type { Usage } from '../usage.ts'
import { scoreBytes, scoresOf, vectorBytes, vectorOf } from './answer-bytes.ts'
import { claimOfPairs, keptRole, scoreKeys, vectorKey } from './answer-key.ts'
import { type Decorated, decorated, type Model } from './decorated.ts'
import { keptAnswers, type Waiting } from './kept-answers.ts'
import { joinRows } from './rows.ts'

/** Some answers of a call are there: so many came from the cache, so many were asked for now. */
export interface Answered {
  readonly cached: number
  readonly fresh: number
}

export interface CacheOptions {
  /** Called as answers are there. Over a call the counts add up to its texts or documents, equal ones counted each. */
  readonly onAnswered?: (answered: Answered) => void
  /** Called once, when a call waits for answers that another process is asking for. */
  readonly onShared?: () => void
  /** Called once, when a kept value cannot be an answer and is asked for again. */
  readonly onUnfit?: () => void
  /** Waits between two looks for such answers. Default: by the machine's clock. */
  readonly wait?: Waiting['wait']
}

interface CallOptions {
  readonly cache: AnswerCache
  readonly onAnswered: NonNullable<CacheOptions['onAnswered']>
  readonly onUnfit: () => void
  readonly waiting: Omit<Waiting, 'signal'>
}

/**
 * The same model, asked only for what `cache` has not. Each answer is kept as it arrives, so that one that fails
 * later loses none. Equal texts in a call are asked once; what another call
 * on the same cache is asking for, or another process, is waited for. A kept value that cannot be an
 * answer (of a wrong length, not finite, a vector of zeros) counts as missing. Usage is that of the fresh answers.
 * The scores of a listwise reranker are kept as a whole, under the whole ordered list, and so are those that are kept by lists.
 */
export function withCache<M extends Model>(
  model: M,
  cache: AnswerCache,
  { onAnswered = () => {}, onShared = () => {}, onUnfit = () => {}, wait = waitByClock }: CacheOptions = {},
): Decorated<M> {
  const options = { cache, onAnswered, onUnfit: once(onUnfit), waiting: { wait, onWait: once(onShared) } }
  return decorated(model, {
    embed: embedder => cachedEmbed(embedder, options),
    score: reranker =>
      isKeptByList(reranker) ? cachedList(reranker, options) : cachedScore(reranker, options),
  })
}

function once(call: () => void): () => void {
  let isCalled = false
  return () => {
    if (!isCalled) call()
    isCalled = true
  }
}

async function waitByClock(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(milliseconds, undefined, signal && { signal })
}

function cachedEmbed(
  embedder: Embedder,
  { cache, onAnswered, onUnfit, waiting }: CallOptions,
): Embedder['embed'] {
  const { id } = embedder
  const identity = identityText(id)
  return async (texts, { onPart, ...options }) => {
    let usage: Usage | undefined
    const rows = await keptAnswers<Float32Array>({
      cache,
      onUnfit,
      waiting: { ...waiting, signal: options.signal },
      id,
      identity,
      questions: texts,
      keyFor: text => vectorKey(identity, keptRole(embedder, options.role), text),
      claimOf: key => key,
      encode: vectorBytes,
      decode: bytes => vectorOf(bytes, id.dimensions),
      async ask(places, keep) {
        const answer = await embedder.embed(
          places.map(place => texts[place]),
          { ...options, onPart: ({ indices, vectors }) => keep(indices, rowsOf(vectors)) },
        )
        usage = answer.usage
        return rowsOf(answer.vectors)
      },
      onRows(indices, part, cached) {
        onAnswered(answered(indices.length, cached))
        onPart?.({ indices, vectors: joinRows(id, part) })
      },
    })
    return { vectors: joinRows(id, rows), ...(usage === undefined ? {} : { usage }) }
  }
}

function cachedScore(
  reranker: Reranker,
  { cache, onAnswered, onUnfit, waiting }: CallOptions,
): Reranker['score'] {
  const identity = identityText(reranker.id)
  return async (query, documents, { onPart, ...options }) => {
    let usage: Usage | undefined
    const keyFor = scoreKeys(identity, query)
    const scores = await keptAnswers<number>({
      cache,
      onUnfit,
      waiting: { ...waiting, signal: options.signal },
      id: reranker.id,
      identity,
      questions: documents,
      keyFor: document => keyFor([document]),
      claimOf: claimOfPairs,
      encode: score => scoreBytes(Float64Array.of(score)),
      decode: bytes => scoresOf(bytes, 1)?.[0],
      async ask(places, keep) {
        const answer = await reranker.score(
          query,
          places.map(place => documents[place]),
          { ...options, onPart: part => keep(part.indices, [...part.scores]) },
        )
        usage = answer.usage
        return [...answer.scores]
      },
      onRows(indices, part, cached) {
        onAnswered(answered(indices.length, cached))
        onPart?.({ indices, scores: Float64Array.from(part) })
      },
    })
    return { scores: Float64Array.from(scores), ...(usage === undefined ? {} : { usage }) }
  }
}

function cachedList(
  reranker: Reranker,
  { cache, onAnswered, onUnfit, waiting }: CallOptions,
): Reranker['score'] {
  const identity = identityText(reranker.id)
  return async (query, documents, { onPart, ...options }) => {
    if (documents.length === 0) return { scores: new Float64Array() }
    let usage: Usage | undefined
    const [scores] = await keptAnswers<Float64Array>({
      cache,
      onUnfit,
      waiting: { ...waiting, signal: options.signal },
      id: reranker.id,
      identity,
      questions: [query],
      keyFor: () => scoreKeys(identity, query)(documents),
      claimOf: key => key,
      encode: scoreBytes,
      decode: bytes => scoresOf(bytes, documents.length),
      async ask() {
        const answer = await reranker.score(query, documents, options)
        usage = answer.usage
        return [answer.scores]
      },
      onRows(_, [part], cached) {
        onAnswered(answered(documents.length, cached))
        onPart?.({ indices: [...documents.keys()], scores: part })
      },
    })
    return { scores, ...(usage === undefined ? {} : { usage }) }
  }
}

function answered(count: number, cached: boolean): Answered {
  return cached ? { cached: count, fresh: 0 } : { cached: 0, fresh: count }
}
