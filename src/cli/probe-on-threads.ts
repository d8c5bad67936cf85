import { type ProbeContext, type ProbeOptions, probe } from '../probe.ts'
import type { Run } from '../store/run.ts'
import type { Context } from './context.ts'
import { judgeThreads } from './judge-threads.ts'

/** Probes with the statistics computed on other threads, which end with it. */
export async function probeOnThreads(
  options: ProbeOptions,
  { now, wait, tool, signal }: Context,
  listeners: Pick<ProbeContext, 'cache' | 'listen' | 'onMatrix' | 'onFailed'>,
): Promise<Run> {
  const threads = judgeThreads()
  try {
    return await probe(options, { ...listeners, now, wait, tool, signal, judge: threads.judge })
  } finally {
    await threads.close()
  }
}
