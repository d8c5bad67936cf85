import { Worker } from 'node:worker_threads'
import type { Judged } from '../measures/judge.ts'
import type { Judge } from '../measures/kept-judge.ts'

export interface JudgeThread {
  readonly judge: Judge
  /** Stops the thread, whatever it is at. */
  close(): Promise<void>
}

/** Judges on a thread of its own, begun with the first task, so that models are asked meanwhile. */
export function judgeThread(): JudgeThread {
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
