import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Embedder, Role } from '../embedder.ts'
import { identityText } from '../identity.ts'
import { isKeptByList, type Reranker } from '../reranker.ts'
import { keptRole, scoreKeys, vectorKey } from './answer-key.ts'

/** The distinct texts for which a call to `withCache(embedder, cache)` would ask the model. Asks nothing. */
export function missingTexts(
  embedder: Embedder,
  texts: readonly string[],
  role: Role,
  cache: AnswerCache,
): string[] {
  const identity = identityText(embedder.id)
  return missing([...new Set(texts)], cache, text => vectorKey(identity, keptRole(embedder, role), text))
}

/** The distinct documents for which a call to `withCache(reranker, cache)` would ask the model; of one whose lists are kept whole all or none. */
export function missingDocuments(
  reranker: Reranker,
  query: string,
  documents: readonly string[],
  cache: AnswerCache,
): string[] {
  const identity = identityText(reranker.id)
  const distinct = [...new Set(documents)]
  const keyFor = scoreKeys(identity, query)
  if (isKeptByList(reranker)) return cache.count([keyFor(documents)]) === 1 ? [] : distinct
  return missing(distinct, cache, document => keyFor([document]))
}

/** Values are read only where some are kept and some are not. */
function missing(
  questions: readonly string[],
  cache: AnswerCache,
  keyFor: (question: string) => Uint8Array,
): string[] {
  const keys = questions.map(keyFor)
  const kept = cache.count(keys)
  if (kept === 0) return [...questions]
  if (kept === questions.length) return []
  const values = cache.read(keys)
  return questions.filter((_, at) => values[at] === undefined)
}
