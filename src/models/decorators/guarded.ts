import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Embedder } from '../embedder.ts'
import type { Reranker } from '../reranker.ts'
import { withBatches } from './batches.ts'
import { type CacheOptions, withCache } from './cache.ts'
import type { Model } from './decorated.ts'
import { type LimitOptions, withLimit } from './limit.ts'
import { type PaceOptions, withPace } from './pace.ts'
import { type RetryOptions, withRetry } from './retry.ts'

export interface GuardOptions extends CacheOptions, LimitOptions, Pick<PaceOptions, 'now' | 'onWait'> {
  readonly cache: AnswerCache
  readonly retry: RetryOptions
}

/**
 * An adapter made fit for use: calls of any size, nothing asked twice, failures that pass tried again, and a
 * limit on requests under way. The retry stands outside the limit: a request that waits holds no slot.
 */
export function guarded(adapter: Embedder, options: GuardOptions): Embedder
export function guarded(adapter: Reranker, options: GuardOptions): Reranker
export function guarded(adapter: Model, options: GuardOptions): Model
export function guarded(adapter: Model, options: GuardOptions): Model {
  const { retry, now, onWait } = options
  const pace = {
    pace: adapter.pace ?? {},
    now,
    wait: retry.wait,
    ...(onWait === undefined ? {} : { onWait }),
  }
  const limited = withRetry(withLimit(withPace(adapter, pace), options), retry)
  // Twice the slots, so that none is idle while batches wait for their retry.
  const asked = withBatches(limited, { width: 2 * options.concurrency })
  return withCache(asked, options.cache, { ...options, wait: retry.wait })
}
