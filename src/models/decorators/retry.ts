import { type Decorated, decorated, type Model } from './decorated.ts'
import type { Turns } from './turns.ts'

/** The same model, its requests made when their turn comes, and again where that may help. */
export function withRetry<M extends Model>(model: M, turns: Turns): Decorated<M> {
  return decorated(model, {
    embed: embedder => (texts, options) => turns.run(() => embedder.embed(texts, options), options.signal),
    score: reranker => (query, documents, options) =>
      turns.run(() => reranker.score(query, documents, options), options.signal),
  })
}
