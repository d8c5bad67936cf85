import { randomUUID } from 'node:crypto'
import { NumeracyError } from '../base/error.ts'
import type { Listener } from '../base/events.ts'
import type { NamedModel } from '../experiments/ask.ts'
import type { Model } from '../models/decorators/decorated.ts'
import { answerBox } from './answer-box.ts'
import { type Collector, collector } from './collector.ts'
import { absence, hasAnother, isServed, presentWorkers } from './presence.ts'
import type { QueueAddress } from './queue-address.ts'
import { queued } from './queued-model.ts'
import { connected, connectionOptions, type QueuePackages, queuePackages } from './redis.ts'
import { queueName } from './request.ts'

export interface QueueOptions {
  readonly address: QueueAddress
  /** Of numeracy: workers of another are not asked. */
  readonly version: string
  readonly listen: Listener
  readonly signal?: AbortSignal | undefined
}

/** A queue to which models are handed. It connects with the first request: what the cache has needs no worker. */
export interface OpenQueue extends AsyncDisposable {
  /** The same model, asked by workers. */
  through(named: NamedModel): NamedModel
}

/** Milliseconds between two looks after what is open. */
const sweepEvery = 1000

/** @throws NumeracyError `usage` when a package is missing */
export async function openQueue(options: QueueOptions): Promise<OpenQueue> {
  const packages = await queuePackages()
  let connection: Promise<Connection> | undefined
  const connect = () => (connection ??= connectionTo(packages, options))
  return {
    through(named) {
      const lazy: Collector = {
        ...nothingOpen,
        async ask(request, signal) {
          const { collectorOf } = await connect()
          return collectorOf(named.model).ask(request, signal)
        },
      }
      return { ...named, model: queued(named.model, lazy) }
    },
    async [Symbol.asyncDispose]() {
      await connection?.then(
        each => each.close(),
        () => {},
      )
    },
  }
}

const nothingOpen = { open: 0, arrived() {}, async sweep() {}, reject() {}, async close() {} }

interface Connection {
  collectorOf(model: Model): Collector
  close(): Promise<void>
}

async function connectionTo(packages: QueuePackages, options: QueueOptions): Promise<Connection> {
  const { address, listen, version, signal } = options
  const { prefix, shown } = address
  const own = randomUUID()
  const redis = await connected(packages, address, signal)
  const heard = redis.duplicate()
  const box = answerBox(redis, prefix)
  const served: Served[] = []
  let isAway = false
  const notice = (message: string) => listen({ type: 'notice', message })
  redis.on('close', () => {
    if (!isAway) notice(`The queue ${shown} does not answer. Everything waits until it does.`)
    isAway = true
  })
  redis.on('ready', () => {
    if (isAway) notice(`The queue ${shown} answers again.`)
    isAway = false
  })
  heard.on('error', () => {})
  heard.on('message', (_, id) => {
    for (const each of served) each.collector.arrived(id)
  })
  await heard.subscribe(box.channel)

  let isSweeping = false
  const timer = setInterval(() => {
    if (isSweeping || isAway) return
    isSweeping = true
    sweep()
      .catch(() => {})
      .finally(() => {
        isSweeping = false
      })
  }, sweepEvery)

  async function sweep(): Promise<void> {
    const waiting = served.filter(({ collector: { open } }) => open > 0)
    await Promise.all(served.map(each => each.collector.sweep()))
    if (waiting.length === 0) return
    const workers = await presentWorkers(redis, prefix)
    for (const each of waiting) lookForWorkers(each, workers)
  }

  function lookForWorkers(each: Served, workers: Awaited<ReturnType<typeof presentWorkers>>): void {
    const { id } = each.model
    if (isServed(workers, id, version)) {
      each.isMet = true
      each.sweepsWithout = 0
      return
    }
    const name = `${id.provider}:${id.model} (${id.kind})`
    each.sweepsWithout++
    if (each.sweepsWithout === 1)
      notice(
        `${name}: no worker at ${shown} serves this model${each.isMet ? ' any more' : ''}; one is waited for, ${address.wait} seconds at most.`,
      )
    const isOther = !each.isMet && hasAnother(workers, id)
    if (!isOther && each.sweepsWithout * sweepEvery < address.wait * 1000) return
    const problem = isOther
      ? 'the workers of this name have another version of it, which is not asked'
      : `no worker came within ${address.wait} seconds`
    each.sweepsWithout = 0
    each.collector.reject(
      new NumeracyError(
        'model-unavailable',
        `${name}: no worker at ${shown} serves this model: ${problem}.\n${absence(workers, id, version)}\nStart \`numeracy worker --queue …\` with the same model, the same files and the same numeracy. What was answered is kept: the same command asks only for what is missing.`,
        { details: { model: name, queue: shown } },
      ),
    )
  }

  return {
    collectorOf(model) {
      const known = served.find(each => each.model === model)
      if (known !== undefined) return known.collector
      const queue = new packages.bullmq.Queue(queueName(model.id, version), {
        connection: connectionOptions(address),
        prefix,
      })
      queue.on('error', () => {})
      const made = {
        model,
        queue,
        collector: collector(model, queue, box, own),
        isMet: false,
        sweepsWithout: 0,
      }
      served.push(made)
      return made.collector
    },
    async close() {
      clearInterval(timer)
      // Where Redis is away there is nobody to take leave of.
      if (!isAway) await Promise.all(served.map(each => each.collector.close())).catch(() => {})
      heard.disconnect()
      redis.disconnect()
      await Promise.all(served.map(({ queue }) => (isAway ? queue.disconnect() : queue.close())))
    },
  }
}

interface Served {
  readonly model: Model
  readonly queue: import('bullmq').Queue
  readonly collector: Collector
  /** Whether a worker for it was there. */
  isMet: boolean
  sweepsWithout: number
}
