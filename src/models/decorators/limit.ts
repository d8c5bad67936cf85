import PQueue from 'p-queue'
import { around } from './around.ts'
import type { Decorated, Model } from './decorated.ts'

export interface LimitOptions {
  /** Most requests under way at once. */
  readonly concurrency: number
  /** Called when a request goes out; a request made again counts again. */
  readonly onRequest?: () => void
}

/** The same model with at most `concurrency` requests under way; the others wait in the order they came. */
export function withLimit<M extends Model>(model: M, options: LimitOptions): Decorated<M> {
  const queue = new PQueue({ concurrency: options.concurrency })
  return around(model, (request, signal) =>
    queue.add(
      () => {
        options.onRequest?.()
        return request()
      },
      { signal },
    ),
  )
}
