import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Job, Worker } from 'bullmq'
import { messageOf, NumeracyError } from '../base/error.ts'
import type { Model } from '../models/decorators/decorated.ts'
import { isTooLarge } from '../models/decorators/turns.ts'
import type { Embedder } from '../models/embedder.ts'
import { identityText } from '../models/identity.ts'
import type { Reranker } from '../models/reranker.ts'
import { type AnswerBox, answerBox } from './answer-box.ts'
import { type Answer, packAnswer } from './packed-answer.ts'
import { endPresence, type Presence, reportEvery, reportPresence } from './presence.ts'
import type { QueueAddress } from './queue-address.ts'
import { connected, connectionOptions, queuePackages } from './redis.ts'
import { queueName, type Request, readRequest, shownRequest } from './request.ts'
import { withSharedPace } from './shared-pace.ts'

export interface ServeOptions {
  readonly address: QueueAddress
  /** Of numeracy. */
  readonly version: string
  /** Most requests at once to one model. Default: what the model takes, else 16. */
  readonly concurrency?: number | undefined
  /** Milliseconds without a sign of life after which what a worker was at goes to another. Default 10,000. */
  readonly lockDuration?: number
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
  /** Ends the work: what is under way is finished, nothing else is begun. */
  readonly signal: AbortSignal
  /** Called when requests can come. */
  readonly onReady?: () => void
  readonly onNotice: (message: string) => void
  /** Called for each request that came to an end here. */
  readonly onRequest: (request: ServedRequest) => void
}

export interface ServedRequest {
  readonly model: Model
  readonly outcome: 'answered' | 'failed' | 'tried'
  /** Of what failed. */
  readonly message?: string
}

/** Tries of a request, those counted during which its worker ended. */
const tries = 3

/**
 * Answers what the queue asks of these models until the signal aborts; then finishes what is under way.
 * @throws NumeracyError `usage` when a package is missing, `model-unavailable` when the queue cannot be used
 */
export async function serve(models: readonly Model[], options: ServeOptions): Promise<void> {
  const { address, version, signal, lockDuration = 10_000 } = options
  const { prefix } = address
  const packages = await queuePackages()
  const redis = await connected(packages, address, signal)
  const box = answerBox(redis, prefix)
  const presence: Presence = {
    worker: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    version,
    models: models.map(({ id }) => identityText(id)),
  }
  let isAway = false
  redis.on('close', () => {
    if (!isAway && !signal.aborted)
      options.onNotice(`The queue ${address.shown} does not answer; it is waited for.`)
    isAway = true
  })
  redis.on('ready', () => {
    if (isAway) options.onNotice(`The queue ${address.shown} answers again.`)
    isAway = false
  })
  await reportPresence(redis, prefix, presence)
  const heartbeat = setInterval(() => {
    if (!isAway) reportPresence(redis, prefix, presence).catch(() => {})
  }, reportEvery)
  const workers = models.map(model => {
    const name = queueName(model.id, version)
    const inTurn = oneAtATime()
    const paced = withSharedPace<Model>(model, {
      redis,
      key: `${prefix}:pace:${name}`,
      wait: options.wait,
      stopping: signal,
    })
    const worker: Worker<unknown, string> = new packages.bullmq.Worker<unknown, string>(
      name,
      (job, token) =>
        answerJob(job, token!, { model: paced, box, inTurn, ...options }, packages.bullmq.WaitingError),
      {
        connection: connectionOptions(address),
        prefix,
        concurrency: slotsOf(model, options.concurrency),
        lockDuration,
        stalledInterval: lockDuration / 2,
        // How often a worker may end over a request is counted with the other tries.
        maxStalledCount: 1000,
        runRetryDelay: 1000,
        drainDelay: 2,
      },
    )
    // A connection that breaks is made again; what is lost with it is asked again.
    worker.on('error', () => {})
    return worker
  })
  await Promise.all(workers.map(worker => worker.waitUntilReady()))
  options.onReady?.()
  const stopped = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => stopped.resolve(), { once: true })
  if (signal.aborted) stopped.resolve()
  await stopped.promise
  clearInterval(heartbeat)
  // Where Redis is away nothing can be handed in: what is under way goes to another worker later.
  await Promise.all(workers.map(worker => worker.close(isAway)))
  if (!isAway) await endPresence(redis, prefix, presence.worker)
  redis.disconnect()
}

interface Around extends Pick<ServeOptions, 'signal' | 'onRequest'> {
  readonly model: Model
  readonly box: AnswerBox
  readonly inTurn: ReturnType<typeof oneAtATime>
}

/** Lets one through at a time. */
function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

function slotsOf({ pace }: Model, most: number | undefined): number {
  if (pace?.concurrency === undefined) return most ?? 16
  return Math.min(pace.concurrency, most ?? pace.concurrency)
}

/** Makes the request of a job and lays down what came of it. @returns the id, under which the answer lies */
async function answerJob(
  job: Job<unknown, string>,
  token: string,
  around: Around,
  WaitingError: new () => Error,
): Promise<string> {
  const { model, box, signal, inTurn, onRequest } = around
  const id = job.id!
  const request = readRequest(job.data)
  if (request === undefined) return lay(unreadable(model))
  // What may have ended a worker is tried with no other of its kind beside it, so that it alone is counted.
  return job.stalledCounter > 0 ? inTurn(() => attempt(request)) : attempt(request)

  async function attempt(request: Request): Promise<string> {
    if (signal.aborted) return handBack()
    const before = await box.begin(id)
    // A worker that ended may have laid it down before; and nobody may want it any more.
    if (before === undefined) return id
    if (before >= tries) return lay(ended(model, request, before))
    try {
      const answer = await asked(model, request)
      await box.give(id, packAnswer(answer))
      onRequest({ model, outcome: 'answered' })
      return id
    } catch (error) {
      if (signal.aborted && !(error instanceof NumeracyError)) {
        await box.takeBack(id)
        return handBack()
      }
      if (isTooLarge(error) || before + 1 >= tries) return lay(failureOf(request, error))
      onRequest({ model, outcome: 'tried', message: messageOf(error) })
      throw new Error('This try failed.')
    }
  }

  async function handBack(): Promise<never> {
    await job.moveToWait(token)
    throw new WaitingError()
  }

  async function lay(failure: NumeracyError): Promise<string> {
    await box.give(id, packAnswer({ kind: 'failure', failure }))
    onRequest({ model, outcome: 'failed', message: failure.message })
    return id
  }
}

async function asked(model: Model, request: Request): Promise<Answer> {
  if (request.kind === 'embedder') {
    const answer = await (model as Embedder).embed(request.texts, { role: request.role })
    return { kind: 'embedder', ...answer }
  }
  const answer = await (model as Reranker).score(request.query, request.documents, {})
  return { kind: 'reranker', ...answer }
}

function failureOf(request: Request, error: unknown): NumeracyError {
  if (isTooLarge(error)) return error
  const { code, details } =
    error instanceof NumeracyError ? error : { code: 'model-unavailable' as const, details: {} }
  return new NumeracyError(
    code,
    `${messageOf(error)} (Asked ${tries} times by workers of the queue: ${shownRequest(request)}.)`,
    { details: { ...details, tries } },
  )
}

function ended({ id }: Model, request: Request, workersEnded: number): NumeracyError {
  return new NumeracyError(
    'model-unavailable',
    `${id.provider}:${id.model} (${id.kind}): ${workersEnded} workers ended while they were at ${shownRequest(request)}; it is not tried again. Look into the logs of the workers: a text that is too long, or too little memory, ends them.`,
    { details: { workersEnded, tries } },
  )
}

function unreadable({ id }: Model): NumeracyError {
  return new NumeracyError(
    'input',
    `${id.provider}:${id.model} (${id.kind}): the queue holds a request that is none of this version; expected one of \`numeracy probe --queue\`. Let nothing else write under the prefix of the queue.`,
  )
}
