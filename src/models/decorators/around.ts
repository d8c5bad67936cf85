import { type Decorated, decorated, type Model } from './decorated.ts'

/** Makes a request now, later or again. */
export type Around = <Answer>(
  request: () => Promise<Answer>,
  signal: AbortSignal | undefined,
) => Promise<Answer>

/** The same model, each of its requests made by `run`. */
export function around<M extends Model>(model: M, run: Around): Decorated<M> {
  return decorated(model, {
    embed: embedder => (texts, options) => run(() => embedder.embed(texts, options), options.signal),
    score: reranker => (query, documents, options) =>
      run(() => reranker.score(query, documents, options), options.signal),
  })
}
