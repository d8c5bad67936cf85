import { once } from 'node:events'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { NumeracyError } from '../base/error.ts'
import { withCompiledCode } from '../store/compiled-code.ts'

/** A thread that is asked questions and answers them in their order. */
export interface AskedThread<Question> {
  /** @throws NumeracyError `interrupted` once it is closed; what the thread failed with */
  ask(question: Question): Promise<unknown>
  /** Stops the thread, whatever it is at. */
  close(): Promise<void>
}

interface ThreadOptions {
  /** As an error says what the thread does: `draws`. */
  readonly does: string
  /** Called when the thread is begun. */
  readonly onStart?: () => void
  readonly resourceLimits?: ResourceLimits
}

/**
 * A thread that begins with the first question, and again after it has failed. Its module answers every message with
 * one, and ends at `null`.
 * @param module beside this one, without its ending
 */
export function askedThread<Question>(
  module: string,
  { does, onStart = () => {}, resourceLimits = {} }: ThreadOptions,
): AskedThread<Question> {
  const waiting: PromiseWithResolvers<unknown>[] = []
  let worker: Worker | undefined
  let isClosed = false
  const start = () => {
    onStart()
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const thread = new Worker(new URL(`./${module}.${extension}`, import.meta.url), {
      env: withCompiledCode(process.env),
      resourceLimits,
    })
    let failure: unknown = new Error(`A thread that ${does} has ended before its time.`)
    thread.on('message', (answer: unknown) => waiting.shift()?.resolve(answer))
    thread.on('error', error => {
      failure = error
    })
    // However it ended: what waits for it hears of it, and what is asked next gets another thread.
    thread.on('exit', () => {
      if (worker === thread) worker = undefined
      for (const { reject } of waiting.splice(0)) reject(failure)
    })
    return thread
  }
  return {
    ask(question) {
      // What was stopped may go on asking for a while; a thread begun for that would never end.
      if (isClosed)
        return Promise.reject(new NumeracyError('interrupted', `The thread that ${does} has been stopped.`))
      worker ??= start()
      const answer = Promise.withResolvers<unknown>()
      waiting.push(answer)
      worker.postMessage(question)
      return answer.promise
    },
    async close() {
      isClosed = true
      if (worker === undefined) return
      if (waiting.length > 0) {
        await worker.terminate()
        return
      }
      const ended = once(worker, 'exit')
      worker.postMessage(null)
      await ended
    },
  }
}
