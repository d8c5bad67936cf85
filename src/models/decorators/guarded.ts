import type { AnswerCache } from '../../store/answer-cache.ts'
import type { Embedder } from '../embedder.ts'
import type { Reranker } from '../reranker.ts'
import { withBatches } from './batches.ts'
import { type CacheOptions, withCache } from './cache.ts'
import type { Model } from './decorated.ts'
import { type OutgoingOptions, withOutgoing } from './outgoing.ts'
import { type PaceOptions, withPace } from './pace.ts'
import { withRetry } from './retry.ts'
import { type RetryOptions, requestTurns } from './turns.ts'

export interface GuardOptions extends CacheOptions, OutgoingOptions, Pick<PaceOptions, 'now' | 'onWait'> {
  readonly cache: AnswerCache
  /** Most requests under way at once. */
  readonly concurrency: number
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
  const { retry, now, onWait, concurrency } = options
  const turns = requestTurns({
    ...retry,
    concurrency,
    now,
    onRetry(each) {
      retry.onRetry?.(each)
      onWait?.(now() + each.milliseconds)
    },
  })
  const pace = {
    pace: adapter.pace ?? {},
    now,
    wait: turns.wait,
    ...(onWait === undefined ? {} : { onWait }),
    ...(retry.longestRetryAfter === undefined ? {} : { longestRetryAfter: retry.longestRetryAfter }),
  }
  const asked = withRetry(withPace(withOutgoing(adapter, turns, options), pace), turns)
  // Twice the slots, so that none is idle while batches wait for their retry.
  const batched = withBatches(asked, { width: 2 * concurrency })
  return withCache(batched, options.cache, { ...options, wait: retry.wait })
}
