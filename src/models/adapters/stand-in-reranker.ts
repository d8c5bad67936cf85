import type { Embedder, Vectors } from '../embedder.ts'
import type { ModelId } from '../identity.ts'
import type { Reranker } from '../reranker.ts'
import { addUsage } from '../usage.ts'

/**
 * An embedder as a reranker: the score is the cosine of the query's vector and the document's, summed in
 * float64. A dual encoder so stands in for a cross-encoder, which `standIn` and the identity's task say. Each
 * call asks the embedder for the query and for its documents again: give it one that remembers.
 */
export function standInReranker(embedder: Embedder): Reranker {
  const { maxBatch, maxBatchTokens, tokenizer } = embedder
  return {
    kind: 'reranker',
    id: standInId(embedder.id),
    maxBatch,
    ...(maxBatchTokens === undefined ? {} : { maxBatchTokens }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    scoreSpace: 'unknown',
    listwise: false,
    kept: 'lists',
    // Questions that are under way together are embedded together.
    pace: { concurrency: 32 },
    standIn: true,
    async score(query, documents, { signal }) {
      const options = signal === undefined ? {} : { signal }
      const asked = await embedder.embed([query], { role: 'query', ...options })
      const known = await embedder.embed(documents, { role: 'document', ...options })
      const usage = addUsage(asked.usage, known.usage)
      return {
        scores: cosines(asked.vectors, known.vectors),
        ...(usage === undefined ? {} : { usage }),
      }
    },
  }
}

function standInId(id: ModelId): ModelId {
  const task = 'cosine of a dual encoder, standing in for a cross-encoder'
  return { ...id, kind: 'reranker', task: id.task === null ? task : `${id.task}; ${task}` }
}

/** Cosine of the one query with each document. */
function cosines(query: Vectors, documents: Vectors): Float64Array {
  const { count, dimensions, data } = documents
  const scores = new Float64Array(count)
  for (let row = 0; row < count; row++) {
    let dot = 0
    let querySquares = 0
    let documentSquares = 0
    for (let k = 0; k < dimensions; k++) {
      const q = query.data[k]
      const d = data[row * dimensions + k]
      dot += q * d
      querySquares += q * q
      documentSquares += d * d
    }
    scores[row] = dot / Math.sqrt(querySquares * documentSquares)
  }
  return scores
}
