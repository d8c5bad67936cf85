import { setImmediate } from 'node:timers/promises'
import type { Vectors } from '../embedder.ts'

interface Call {
  readonly texts: readonly string[]
  readonly signal: AbortSignal | undefined
  readonly resolve: (vectors: Vectors) => void
  readonly reject: (error: unknown) => void
}

export interface RememberedOptions {
  /** Most vectors kept between calls; those not asked for the longest go first. */
  readonly capacity: number
  /** Texts are computed so many at once, also of several calls that wait: one by one a model in this process is far slower. */
  readonly together: number
}

/**
 * Vectors of distinct texts, in order; a vector must not depend on the others. Once `isWanted` says no, nobody waits
 * for them any more, and it may throw.
 */
type Compute = (texts: readonly string[], isWanted: () => boolean) => Promise<Vectors>

/**
 * The vectors of a model that runs in this process, each text computed once while it is remembered, however
 * many calls ask for it. The event loop turns before each computation, so that signals and progress get theirs.
 * A computation that fails for several calls is made again for each, so that a call fails for its own texts only.
 */
export function remembered(
  compute: Compute,
  { capacity, together }: RememberedOptions,
): (texts: readonly string[], signal: AbortSignal | undefined) => Promise<Vectors> {
  const memo = new Map<string, Float32Array>()
  const waiting: Call[] = []
  let working = false

  async function work(): Promise<void> {
    working = true
    while (waiting.length > 0) {
      await setImmediate()
      await answer(nextCalls())
    }
    working = false
  }

  function nextCalls(): Call[] {
    const calls: Call[] = []
    let count = 0
    while (waiting.length > 0) {
      const [call] = waiting
      count += unknown(call.texts).length
      if (calls.length > 0 && count > together) break
      waiting.shift()
      if (call.signal?.aborted) call.reject(call.signal.reason)
      else calls.push(call)
    }
    return calls
  }

  async function answer(calls: readonly Call[]): Promise<void> {
    try {
      const isWanted = () => calls.some(({ signal }) => !signal?.aborted)
      await learn(unknown(calls.flatMap(({ texts }) => texts)), isWanted)
    } catch (error) {
      for (const call of calls) {
        if (call.signal?.aborted) call.reject(call.signal.reason)
        else if (calls.length === 1) call.reject(error)
        else await answer([call])
      }
      return
    }
    for (const { texts, resolve } of calls) resolve(recall(texts))
    evictLeastRecentlyUsed()
  }

  function unknown(texts: readonly string[]): string[] {
    return [...new Set(texts)].filter(text => !memo.has(text))
  }

  async function learn(texts: readonly string[], isWanted: () => boolean): Promise<void> {
    for (let first = 0; first < texts.length; first += together) {
      if (first > 0) await setImmediate()
      const part = texts.slice(first, first + together)
      const { data, dimensions } = await compute(part, isWanted)
      for (const [row, text] of part.entries()) {
        memo.set(text, data.subarray(row * dimensions, (row + 1) * dimensions))
      }
    }
  }

  /** Copies, because what a caller does with its answer must not reach what is remembered. */
  function recall(texts: readonly string[]): Vectors {
    const rows = texts.map(text => {
      const row = memo.get(text)!
      memo.delete(text)
      memo.set(text, row)
      return row
    })
    const dimensions = rows[0]?.length ?? 0
    const data = new Float32Array(rows.length * dimensions)
    for (const [index, row] of rows.entries()) data.set(row, index * dimensions)
    return { count: rows.length, dimensions, data }
  }

  function evictLeastRecentlyUsed(): void {
    for (const text of memo.keys()) {
      if (memo.size <= capacity) return
      memo.delete(text)
    }
  }

  return (texts, signal) =>
    new Promise((resolve, reject) => {
      waiting.push({ texts, signal, resolve, reject })
      if (!working) void work()
    })
}
