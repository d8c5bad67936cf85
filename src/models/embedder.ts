import type { ModelId } from './identity.ts'
import type { Pace } from './pace.ts'
import type { Tokenizer } from './tokenizer.ts'
import type { Usage } from './usage.ts'

/** What a text is to the model: a document (both sides of a comparison, by default) or a query. */
export type Role = 'document' | 'query'

/** Vectors in input order, row-major. */
export interface Vectors {
  readonly count: number
  readonly dimensions: number
  /** count × dimensions; finite, no row of zeros. */
  readonly data: Float32Array
}

/** Some of the answers of a call, reported as soon as they are there: `vectors` row k answers text `indices[k]`. */
export interface VectorPart {
  readonly indices: readonly number[]
  readonly vectors: Vectors
}

/** How one call of an embedder is made. */
export interface EmbedOptions {
  readonly role: Role
  readonly signal?: AbortSignal
  /** Called by what splits a call (`withBatches`), so that an answer is kept though a later one fails. */
  readonly onPart?: (part: VectorPart) => void
}

/** What an embedder answers to one call. */
export interface EmbedAnswer {
  readonly vectors: Vectors
  readonly usage?: Usage
  /** The name of the model that answered, as the server says it, where that is another than the one asked. */
  readonly anotherModel?: string
}

/** A model that turns texts into vectors. In an adapter, one call is one request. */
export interface Embedder {
  readonly kind: 'embedder'
  /** The version of this contract that the model was written for. Default: this one. */
  readonly contract?: 1
  readonly id: ModelId
  /** Most texts in one request. */
  readonly maxBatch: number
  /** Most tokens in one request, where the provider has such a limit. */
  readonly maxBatchTokens?: number
  readonly tokenizer?: Tokenizer
  /** What a reader of its numbers must know, a sentence or two each. */
  readonly notices?: readonly string[]
  /** What the provider allows by default. */
  readonly pace?: Pace
  /** Whether a text as a query can have another vector than as a document. Default true: it may. */
  readonly takesRoles?: boolean
  /** @throws NumeracyError `invalid-response` when the answer cannot be trusted, `model-unavailable` when none came */
  embed(texts: readonly string[], options: EmbedOptions): Promise<EmbedAnswer>
  /** Ends what the model holds, such as a program that runs. */
  [Symbol.asyncDispose]?(): PromiseLike<void>
}

/** The vectors of a table, one a row, as views: nothing is copied. */
export function rowsOf<Data extends Float32Array | Float64Array>({
  count,
  dimensions,
  data,
}: {
  readonly count: number
  readonly dimensions: number
  readonly data: Data
}): Data[] {
  return Array.from(
    { length: count },
    (_, row) => data.subarray(row * dimensions, (row + 1) * dimensions) as Data,
  )
}
