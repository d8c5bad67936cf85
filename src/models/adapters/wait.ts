import { setTimeout } from 'node:timers/promises'

/** Waits by the machine's clock: the `wait` of `withRetry`. At most 2³¹ − 1 milliseconds. */
export async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() =>
    signal?.throwIfAborted(),
  )
}
