import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { NumeracyError } from '../base/error.ts'
import type { Judge, JudgeTask, ReferenceTask } from '../measures/kept-judge.ts'

export interface JudgeThreads {
  readonly judge: Judge
  /** Stops the threads, whatever they are at. */
  close(): Promise<void>
}

/** More threads than this gain nothing on the runs that are common, and each holds what it works on. */
const most = 4

/**
 * Judges on threads of their own, begun when they are needed, so that models are asked meanwhile. The tasks of
 * one series go to one thread, which resamples the string references of the series once.
 * @param onStart called when a thread is begun: this one has time then
 */
export function judgeThreads(onStart: () => void = () => {}): JudgeThreads {
  const threads = Array.from({ length: Math.min(most, availableParallelism()) }, () => judgeThread(onStart))
  const known = new Map<string, number>()
  const threadOf = ({ series }: ReferenceTask) => {
    const place = known.get(series.id) ?? known.size % threads.length
    known.set(series.id, place)
    return threads[place]
  }
  return {
    judge: {
      model: task => threadOf(task).judge.model(task),
      references: task => threadOf(task).judge.references(task),
      floor: task => threadOf(task).judge.floor(task),
    },
    async close() {
      await Promise.all(threads.map(thread => thread.close()))
    },
  }
}

/** Does some work with the statistics computed on other threads, which end with it. */
export async function onThreads<Result>(
  work: (judge: Judge) => Promise<Result>,
  onStart?: () => void,
): Promise<Result> {
  const threads = judgeThreads(onStart)
  try {
    return await work(threads.judge)
  } finally {
    await threads.close()
  }
}

/** What a thread is asked, and by that name answers; `nothing` is the last. */
export type Question =
  | { readonly about: 'nothing' }
  | { readonly about: 'model'; readonly task: JudgeTask }
  | { readonly about: 'references' | 'floor'; readonly task: ReferenceTask }

function judgeThread(onStart: () => void): JudgeThreads {
  const waiting: PromiseWithResolvers<unknown>[] = []
  let worker: Worker | undefined
  let isClosed = false
  const start = () => {
    onStart()
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const thread = new Worker(new URL(`./judge-worker.${extension}`, import.meta.url), {
      // Resamples leave much behind at once; a nursery of the usual size is left to grow to 100 MB in each thread.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    })
    let failure: unknown = new Error('A thread that computes statistics has ended before its time.')
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
  const ask = (question: Question): Promise<unknown> => {
    // A probe that was stopped may go on asking for a while; a thread begun for that would never end.
    if (isClosed) return Promise.reject(new NumeracyError('interrupted', 'The judging has been stopped.'))
    worker ??= start()
    const answer = Promise.withResolvers<unknown>()
    waiting.push(answer)
    worker.postMessage(question)
    return answer.promise
  }
  return {
    judge: {
      model: task => ask({ about: 'model', task }) as ReturnType<Judge['model']>,
      references: task => ask({ about: 'references', task }) as ReturnType<Judge['references']>,
      floor: task => ask({ about: 'floor', task }) as ReturnType<Judge['floor']>,
    },
    async close() {
      isClosed = true
      if (worker === undefined) return
      if (waiting.length > 0) {
        await worker.terminate()
        return
      }
      const ended = once(worker, 'exit')
      worker.postMessage({ about: 'nothing' } satisfies Question)
      await ended
    },
  }
}
