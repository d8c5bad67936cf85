import type { ModelId } from './identity.ts'
import type { Pace } from './pace.ts'
import type { Tokenizer } from './tokenizer.ts'
import type { Usage } from './usage.ts'

/** Some of the scores of a call, reported as soon as they are there: score k is that of document `indices[k]`. */
export interface ScorePart {
  readonly indices: readonly number[]
  readonly scores: Float64Array
}

/** How one call of a reranker is made. */
export interface ScoreOptions {
  readonly signal?: AbortSignal
  /** As in `EmbedOptions`. */
  readonly onPart?: (part: ScorePart) => void
}

/** What a reranker answers to one call. */
export interface ScoreAnswer {
  /** One relevance for each document, in document order, raw. */
  readonly scores: Float64Array
  readonly usage?: Usage
  /** As in `EmbedAnswer`. */
  readonly anotherModel?: string
}

/** A model that scores documents for a query. In an adapter, one call is one request. */
export interface Reranker {
  readonly kind: 'reranker'
  /** The version of this contract that the model was written for. Default: this one. */
  readonly contract?: 1
  readonly id: ModelId
  /** Most documents in one request. */
  readonly maxBatch: number
  readonly maxBatchTokens?: number
  /** What the raw scores are. */
  readonly scoreSpace: 'logit' | 'probability' | 'unknown'
  /** Whether a score depends on the other candidates; such a list is never split, and cached as a whole. */
  readonly listwise: boolean
  /**
   * How scores are kept: `pairs` each under its query and document; `lists` all of a call under one key, where a score
   * costs less than keeping it. Default: pairs; of a listwise model it is always the list.
   */
  readonly kept?: 'pairs' | 'lists'
  /** Whether a dual encoder stands in for a cross-encoder here; said wherever its scores are shown. */
  readonly standIn: boolean
  readonly tokenizer?: Tokenizer
  /** As in `Embedder`. */
  readonly notices?: readonly string[]
  /** What the provider allows by default. */
  readonly pace?: Pace
  /** @throws NumeracyError `invalid-response` when the answer cannot be trusted, `model-unavailable` when none came */
  score(query: string, documents: readonly string[], options: ScoreOptions): Promise<ScoreAnswer>
  /** Ends what the model holds, such as a program that runs. */
  [Symbol.asyncDispose]?(): PromiseLike<void>
}

/** Whether all scores of a call are kept under one key. */
export function isKeptByList({ listwise, kept }: Pick<Reranker, 'listwise' | 'kept'>): boolean {
  return listwise || kept === 'lists'
}
