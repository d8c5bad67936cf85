import { canonicalJson } from '../base/json.ts'

/**
 * All that must be equal for two answers to be comparable. Part of every cache key; stands in the run file.
 * A member that does not apply is null.
 */
export interface ModelId {
  readonly kind: 'embedder' | 'reranker'
  readonly provider: string
  readonly model: string
  /** Version of the weights as the provider names it, or a hash of local files. */
  readonly revision: string | null
  /** Task, or the prompt or prefix that the provider puts before a text. */
  readonly task: string | null
  readonly dimensions: number | null
  readonly dtype: string | null
  readonly normalisation: 'unit' | 'none' | null
  /** For servers: where the answers come from. */
  readonly baseURL: string | null
}

/** A model identity as text: equal texts, comparable answers. */
export function identityText(id: ModelId): string {
  return canonicalJson({ ...id })
}
