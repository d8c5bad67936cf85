import type { Role, VectorPart } from '../embedder.ts'
import type { ScorePart } from '../reranker.ts'
import { type Decorated, decorated, type Model } from './decorated.ts'

/** Receives the answers of a call, part by part, as they are there; the places are those in the call. */
export interface Watch {
  vectors(texts: readonly string[], role: Role, part: VectorPart): void
  scores(query: string, documents: readonly string[], part: ScorePart): void
}

/** The same model, watched. It must report its parts itself, as `withCache` does: the kept ones and the fresh. */
export function withWatch<M extends Model>(model: M, watch: Watch): Decorated<M> {
  return decorated(model, {
    embed: embedder => (texts, options) =>
      embedder.embed(texts, {
        ...options,
        onPart(part) {
          watch.vectors(texts, options.role, part)
          options.onPart?.(part)
        },
      }),
    score: reranker => (query, documents, options) =>
      reranker.score(query, documents, {
        ...options,
        onPart(part) {
          watch.scores(query, documents, part)
          options.onPart?.(part)
        },
      }),
  })
}
