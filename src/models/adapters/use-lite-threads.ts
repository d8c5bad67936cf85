import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { messageOf, NumeracyError } from '../../base/error.ts'
import { withCompiledCode } from '../../store/compiled-code.ts'
import type { EncoderAnswer } from './use-lite-worker.ts'

/** Each thread holds the weights and more, some 50 MB; more than these gain little on the runs that are common. */
const maxThreads = 4

/** Most tokens of a question to a thread: enough that asking costs nothing, and few enough that all threads end together. */
const tokensTogether = 512

/** A thread more is begun for so many tokens that no thread has begun; starting one takes as long as some 500. */
const tokensForThread = 1024

/** A thread that was asked nothing for so many milliseconds ends, and its memory with it; the next question begins another. */
const idleTime = 1000

/** A text as the places of its pieces in the vocabulary. */
type Pieces = readonly number[]

/** Texts that follow each other in the question. */
interface Part {
  readonly texts: readonly Pieces[]
  readonly tokens: number
  readonly isWanted: () => boolean
  readonly answer: PromiseWithResolvers<Float32Array>
}

/**
 * Vectors of texts, one behind the other, computed on threads of their own: as many as there are cores, each begun
 * when there is enough to do for it. A vector depends on its text alone, not on its batch, the thread or how many
 * there are. A thread that has nothing to do keeps no process alive, and soon ends.
 */
export function useLiteThreads(): (
  texts: readonly Pieces[],
  isWanted: () => boolean,
) => Promise<Float32Array[]> {
  const waiting: Part[] = []
  const threads = Array.from({ length: Math.min(maxThreads, availableParallelism()) }, encoderThread)

  /** Gives what waits to the threads that are free; those that run first. */
  function handOut(): void {
    for (const thread of threads.filter(({ state }) => state() === 'idle')) start(thread)
    for (const thread of threads.filter(({ state }) => state() === 'none')) {
      const isFirst = threads.every(({ state }) => state() === 'none')
      const tokens = waiting.reduce((sum, part) => sum + part.tokens, 0)
      if (isFirst || tokens >= tokensForThread) start(thread)
    }
  }

  function start(thread: EncoderThread): void {
    let part = waiting.shift()
    for (; part !== undefined && !part.isWanted(); part = waiting.shift())
      part.answer.reject(new NumeracyError('interrupted', 'The computation has been stopped.'))
    if (part === undefined) return
    thread.compute(part.texts).then(part.answer.resolve, part.answer.reject).finally(handOut)
  }

  return async (texts, isWanted) => {
    const parts = partsOf(texts, isWanted)
    waiting.push(...parts)
    handOut()
    const vectors: Float32Array[] = []
    // All of them are waited for, so that none computes for a call that has failed already.
    const answers = await Promise.allSettled(parts.map(({ answer }) => answer.promise))
    for (const [index, { texts: own }] of parts.entries()) {
      const answer = answers[index]
      if (answer.status === 'rejected') throw answer.reason
      const dimensions = answer.value.length / own.length
      for (const row of own.keys())
        vectors.push(answer.value.subarray(row * dimensions, (row + 1) * dimensions))
    }
    return vectors
  }
}

function partsOf(texts: readonly Pieces[], isWanted: () => boolean): Part[] {
  const parts: Part[] = []
  let own: Pieces[] = []
  let tokens = 0
  const close = () => {
    if (own.length > 0) parts.push({ texts: own, tokens, isWanted, answer: Promise.withResolvers() })
    own = []
    tokens = 0
  }
  for (const text of texts) {
    if (tokens + text.length > tokensTogether) close()
    own.push(text)
    tokens += text.length
  }
  close()
  return parts
}

interface EncoderThread {
  state(): 'none' | 'idle' | 'busy'
  compute(texts: readonly Pieces[]): Promise<Float32Array>
}

function encoderThread(): EncoderThread {
  let worker: Worker | undefined
  let asked: PromiseWithResolvers<Float32Array> | undefined
  const begin = () => {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const thread = new Worker(new URL(`./use-lite-worker.${extension}`, import.meta.url), {
      env: withCompiledCode(process.env),
      // What is computed leaves much behind at once; a small nursery is emptied more often, at no cost seen.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    })
    let idle: NodeJS.Timeout | undefined
    thread.on('message', () => {
      clearTimeout(idle)
      idle = setTimeout(() => {
        if (asked !== undefined || worker !== thread) return
        worker = undefined
        void thread.terminate()
      }, idleTime).unref()
    })
    const settle = (how: (waiting: PromiseWithResolvers<Float32Array>) => void) => {
      thread.unref()
      const waiting = asked
      asked = undefined
      if (waiting !== undefined) how(waiting)
    }
    let failure: unknown = new Error('The thread that computes has ended before its time.')
    thread.on('message', (answer: EncoderAnswer) =>
      settle(({ resolve, reject }) => ('data' in answer ? resolve(answer.data) : reject(errorOf(answer)))),
    )
    thread.on('error', error => {
      failure = error
    })
    thread.on('exit', () => {
      clearTimeout(idle)
      if (worker !== thread) return
      worker = undefined
      settle(({ reject }) => reject(failure))
    })
    return thread
  }
  return {
    state: () => (asked !== undefined ? 'busy' : worker === undefined ? 'none' : 'idle'),
    compute(texts) {
      asked = Promise.withResolvers()
      worker ??= begin()
      worker.ref()
      worker.postMessage(texts)
      return asked.promise
    },
  }
}

function errorOf({ error, isLoaded }: Extract<EncoderAnswer, { error: unknown }>): unknown {
  if (isLoaded) return error
  return new NumeracyError(
    'model-unavailable',
    `bundled:use-lite (embedder): its weights could not be loaded: ${messageOf(error)}. Install the package again.`,
    { cause: error, details: { model: 'bundled:use-lite' } },
  )
}
