import { availableParallelism } from 'node:os'
import type { Judge, JudgeTask, ReferenceTask } from '../measures/kept-judge.ts'
import { askedThread } from './asked-thread.ts'

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

/** What a thread is asked, and by that name answers. */
export type Question =
  | { readonly about: 'model'; readonly task: JudgeTask }
  | { readonly about: 'references' | 'floor'; readonly task: ReferenceTask }

function judgeThread(onStart: () => void): JudgeThreads {
  const { ask, close } = askedThread<Question>('judge-worker', {
    does: 'computes statistics',
    onStart,
    // Resamples leave much behind at once; a nursery of the usual size is left to grow to 100 MB in each thread.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  return {
    judge: {
      model: task => ask({ about: 'model', task }) as ReturnType<Judge['model']>,
      references: task => ask({ about: 'references', task }) as ReturnType<Judge['references']>,
      floor: task => ask({ about: 'floor', task }) as ReturnType<Judge['floor']>,
    },
    close,
  }
}
