import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Embedder } from '../embedder.ts'
import { identityText } from '../identity.ts'
import type { Reranker } from '../reranker.ts'
import type { Usage } from '../usage.ts'
import { scoreBytes, scoresOf, vectorBytes, vectorOf } from './answer-bytes.ts'
import { keptRole, scoreKeys, vectorKey } from './answer-key.ts'
import { type Decorated, decorated, type Model } from './decorated.ts'
import { keptAnswers } from './kept-answers.ts'
import { joinRows, rowsOf } from './rows.ts'

/** Some answers of a call are there: so many came from the cache, so many were asked for now. */
export interface Answered {
  readonly cached: number
  readonly fresh: number
}

export interface CacheOptions {
  /** Called as answers are there. Over a call the counts add up to its texts or documents, equal ones counted each. */
  readonly onAnswered?: (answered: Answered) => void
}

/**
 * The same model, asked only for what `cache` has not. Each answer is kept as it arrives, so that one that fails
 * later loses none. Equal texts in a call are asked once; two calls under way at once do not see each other. A
 * kept value of a wrong length counts as missing. Usage is that of the fresh answers. The scores of a listwise
 * reranker are kept as a whole, under the whole ordered list.
 */
export function withCache<M extends Model>(
  model: M,
  cache: AnswerCache,
  options: CacheOptions = {},
): Decorated<M> {
  return decorated(model, {
    embed: embedder => cachedEmbed(embedder, cache, options),
    score: reranker =>
      reranker.listwise ? cachedList(reranker, cache, options) : cachedScore(reranker, cache, options),
  })
}

function cachedEmbed(
  embedder: Embedder,
  cache: AnswerCache,
  { onAnswered }: CacheOptions,
): Embedder['embed'] {
  const { id } = embedder
  const identity = identityText(id)
  return async (texts, { onPart, ...options }) => {
    let usage: Usage | undefined
    const rows = await keptAnswers<Float32Array>({
      cache,
      identity,
      questions: texts,
      keyFor: text => vectorKey(identity, keptRole(embedder, options.role), text),
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
      told(indices, part, cached) {
        onAnswered?.(answered(indices.length, cached))
        onPart?.({ indices, vectors: joinRows(id, part) })
      },
    })
    return { vectors: joinRows(id, rows), ...(usage === undefined ? {} : { usage }) }
  }
}

function cachedScore(
  reranker: Reranker,
  cache: AnswerCache,
  { onAnswered }: CacheOptions,
): Reranker['score'] {
  const identity = identityText(reranker.id)
  return async (query, documents, { onPart, ...options }) => {
    let usage: Usage | undefined
    const keyFor = scoreKeys(identity, query)
    const scores = await keptAnswers<number>({
      cache,
      identity,
      questions: documents,
      keyFor: document => keyFor([document]),
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
      told(indices, part, cached) {
        onAnswered?.(answered(indices.length, cached))
        onPart?.({ indices, scores: Float64Array.from(part) })
      },
    })
    return { scores: Float64Array.from(scores), ...(usage === undefined ? {} : { usage }) }
  }
}

function cachedList(reranker: Reranker, cache: AnswerCache, { onAnswered }: CacheOptions): Reranker['score'] {
  const identity = identityText(reranker.id)
  return async (query, documents, { onPart, ...options }) => {
    if (documents.length === 0) return { scores: new Float64Array() }
    let usage: Usage | undefined
    const [scores] = await keptAnswers<Float64Array>({
      cache,
      identity,
      questions: [query],
      keyFor: () => scoreKeys(identity, query)(documents),
      encode: scoreBytes,
      decode: bytes => scoresOf(bytes, documents.length),
      async ask() {
        const answer = await reranker.score(query, documents, options)
        usage = answer.usage
        return [answer.scores]
      },
      told(_, [part], cached) {
        onAnswered?.(answered(documents.length, cached))
        onPart?.({ indices: [...documents.keys()], scores: part })
      },
    })
    return { scores, ...(usage === undefined ? {} : { usage }) }
  }
}

function answered(count: number, cached: boolean): Answered {
  return cached ? { cached: count, fresh: 0 } : { cached: 0, fresh: count }
}
