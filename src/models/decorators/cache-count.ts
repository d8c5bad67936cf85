import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Embedder, Role } from '../embedder.ts'
import { identityText } from '../identity.ts'
import type { Reranker } from '../reranker.ts'
import { scoreKey, vectorKey } from './answer-key.ts'

/** What a call would cost: answers it needs, and how many of them are kept. */
export interface CacheCount {
  readonly distinct: number
  readonly cached: number
}

/** How many of `texts` a call to `withCache(embedder, cache)` would not ask for. Asks nothing. */
export function countCachedTexts(
  embedder: Embedder,
  texts: readonly string[],
  role: Role,
  cache: AnswerCache,
): CacheCount {
  const identity = identityText(embedder.id)
  const distinct = [...new Set(texts)]
  return {
    distinct: distinct.length,
    cached: cache.count(distinct.map(text => vectorKey(identity, role, text))),
  }
}

/** How many of the pairs of `query` and `documents` a call to `withCache(reranker, cache)` would not ask for. Asks nothing. */
export function countCachedPairs(
  reranker: Reranker,
  query: string,
  documents: readonly string[],
  cache: AnswerCache,
): CacheCount {
  const identity = identityText(reranker.id)
  const distinct = [...new Set(documents)]
  if (reranker.listwise) {
    const kept = cache.count([scoreKey(identity, query, documents)]) === 1
    return { distinct: distinct.length, cached: kept ? distinct.length : 0 }
  }
  return {
    distinct: distinct.length,
    cached: cache.count(distinct.map(document => scoreKey(identity, query, [document]))),
  }
}
