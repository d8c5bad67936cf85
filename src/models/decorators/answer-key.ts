import { keyOf } from '../../store/key.ts'
import type { Role } from '../embedder.ts'

/** Key of a vector: the model's identity, the role and the exact text. */
export function vectorKey(identity: string, role: Role, text: string): Uint8Array {
  return keyOf(identity, role, text)
}

/** Key of a score, or of all scores of a listwise reranker: the model's identity, the query and the ordered candidates. */
export function scoreKey(identity: string, query: string, documents: readonly string[]): Uint8Array {
  return keyOf(identity, query, ...documents)
}
