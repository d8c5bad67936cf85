import type { Queue } from 'bullmq'
import { NumeracyError } from '../base/error.ts'
import type { Model } from '../models/decorators/decorated.ts'
import { identityText } from '../models/identity.ts'
import type { AnswerBox } from './answer-box.ts'
import { type ReadAnswer, readAnswer } from './packed-answer.ts'
import { type Request, requestId, shownRequest } from './request.ts'

/** Hands the requests of one model to its queue, and collects what comes of them. */
export interface Collector {
  /** Resolves with the answer or the failure that a worker laid down; rejects when nobody can answer. */
  ask(request: Request, signal: AbortSignal | undefined): Promise<ReadAnswer>
  /** Requests that wait for an answer. */
  readonly open: number
  /** An answer is there. */
  arrived(id: string): void
  /**
   * Looks after each open request: takes what is there, and hands on again what the queue has lost, as when Redis lost
   * its memory.
   */
  sweep(): Promise<void>
  /** Ends all open requests with this error. */
  reject(error: NumeracyError): void
  /** Gives up what is open and forgets what was taken. */
  close(): Promise<void>
}

interface Open {
  readonly request: Request
  readonly answer: Promise<ReadAnswer>
  readonly resolve: (answer: ReadAnswer) => void
  readonly reject: (error: unknown) => void
}

export function collector(
  model: Model,
  queue: Queue<Request, string>,
  box: AnswerBox,
  own: string,
): Collector {
  const identity = identityText(model.id)
  const open = new Map<string, Open>()
  /** Taken, but perhaps not yet in the cache: what was taken before the last sweep is. */
  let taken: string[] = []
  let takenBefore: string[] = []

  async function hand(id: string, request: Request): Promise<void> {
    await box.want(id, own)
    if (await take(id)) return
    await queue.add('request', request, {
      jobId: id,
      // A worker counts the tries itself and lays a failure down as an answer.
      attempts: 1000,
      backoff: { type: 'fixed', delay: 500 },
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 0,
    })
  }

  async function take(id: string): Promise<boolean> {
    const bytes = await box.read(id)
    if (bytes === undefined) return false
    const waiting = open.get(id)
    const answer = readAnswer(bytes)
    if (waiting === undefined) return true
    open.delete(id)
    if (answer?.kind === 'numbers') taken.push(id)
    // A failure is no answer that the next run should find.
    else await box.release([id], own)
    if (answer === undefined) waiting.reject(unreadable(model, waiting.request))
    else waiting.resolve(answer)
    return true
  }

  async function giveUp(id: string): Promise<void> {
    open.delete(id)
    await box.release([id], own)
    // A request that a worker is at stays, and so does one that another probe wants.
    if (!(await box.isWanted(id))) await queue.remove(id).catch(() => 0)
  }

  return {
    get open() {
      return open.size
    },
    async ask(request, signal) {
      signal?.throwIfAborted()
      const id = requestId(identity, request)
      let waiting = open.get(id)
      if (waiting === undefined) {
        const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>()
        // Whoever waits hears of a failure; nobody may wait any more.
        promise.catch(() => {})
        waiting = { request, answer: promise, resolve, reject }
        open.set(id, waiting)
        // One that could not be handed over is not open: who asks again tries again.
        hand(id, request).catch(error => {
          open.delete(id)
          reject(error)
        })
      }
      if (signal === undefined) return waiting.answer
      const stopped = Promise.withResolvers<never>()
      const stop = () => stopped.reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      try {
        return await Promise.race([waiting.answer, stopped.promise])
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    arrived(id) {
      if (open.has(id)) take(id).catch(error => open.get(id)?.reject(error))
    },
    async sweep() {
      await box.release(takenBefore, own)
      takenBefore = taken
      taken = []
      for (const [id, { request }] of [...open]) {
        await box.want(id, own)
        if (await take(id)) continue
        const state = await queue.getJobState(id)
        if (state === 'failed' || state === 'completed') await queue.remove(id)
        if (state === 'unknown' || state === 'failed' || state === 'completed') await hand(id, request)
      }
    },
    reject(error) {
      for (const [id, { reject }] of [...open]) {
        reject(error)
        void giveUp(id).catch(() => {})
      }
    },
    async close() {
      await Promise.all([...open.keys()].map(giveUp))
      await box.release([...takenBefore, ...taken], own)
    },
  }
}

function unreadable({ id }: Model, request: Request): NumeracyError {
  return new NumeracyError(
    'invalid-response',
    `${id.provider}:${id.model} (${id.kind}): the queue holds an answer to ${shownRequest(request)} that cannot be read; expected one of a worker of this version. Let nothing else write under the prefix of the queue, and run again.`,
  )
}
