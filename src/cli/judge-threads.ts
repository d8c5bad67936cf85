import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Judged } from '../measures/judge.ts'
import type { Judge } from '../measures/kept-judge.ts'

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
 */
export function judgeThreads(): JudgeThreads {
  const threads = Array.from({ length: Math.min(most, availableParallelism()) }, judgeThread)
  const known = new Map<string, number>()
  return {
    judge(task) {
      const place = known.get(task.series.id) ?? known.size % threads.length
      known.set(task.series.id, place)
      return threads[place].judge(task)
    },
    async close() {
      await Promise.all(threads.map(thread => thread.close()))
    },
  }
}

function judgeThread(): JudgeThreads {
  const waiting: PromiseWithResolvers<Judged>[] = []
  let worker: Worker | undefined
  const start = () => {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
    const thread = new Worker(new URL(`./judge-worker.${extension}`, import.meta.url))
    thread.on('message', (judged: Judged) => waiting.shift()?.resolve(judged))
    thread.on('error', error => {
      for (const { reject } of waiting.splice(0)) reject(error)
    })
    return thread
  }
  return {
    judge(task) {
      worker ??= start()
      const answer = Promise.withResolvers<Judged>()
      waiting.push(answer)
      worker.postMessage(task)
      return answer.promise
    },
    async close() {
      await worker?.terminate()
    },
  }
}
