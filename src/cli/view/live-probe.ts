import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Event } from '../../base/events.ts'
import { encodeFloats } from '../../base/float-codec.ts'
import type { GrowingMatrix } from '../../experiments/growing-matrix.ts'
import { catalogueSeries } from '../../series/catalogue.ts'
import { checkWritableFolder, writeRun } from '../../store/runs.ts'
import { probe } from '../../usecases/probe.ts'
import { type Context, settingsOf } from '../context.ts'
import { type ErrorJson, errorJson } from '../error-json.ts'
import { onThreads } from '../judge-threads.ts'
import type { LiveEvents } from './live-events.ts'

/** Specs of models, and ids of the catalogue; the defaults of `numeracy probe` where nothing is named. */
export interface LiveRequest {
  readonly embed: readonly string[]
  readonly rerank: readonly string[]
  readonly series: readonly string[]
}

export interface LiveProbeOptions {
  readonly context: Context
  /** Folder of the cache. */
  readonly cache: string
  /** Where runs are written. */
  readonly folder: string
  readonly events: LiveEvents
  /** Called with the name of a run that was written, before pages hear of it. */
  readonly onWritten: (name: string) => Promise<void>
}

/** A probe that a page starts and stops; one at a time. */
export interface LiveProbe {
  running(): boolean
  /**
   * Resolves when the probe has begun, with false when one runs already.
   * @throws NumeracyError when something in the request cannot be, or no run can be written
   */
  start(request: LiveRequest): Promise<boolean>
  stop(): void
  /** Resolves when none runs. */
  ended(): Promise<void>
}

type Outcome =
  | { readonly name: 'finished'; readonly data: { readonly name: string } }
  | { readonly name: 'stopped'; readonly data: Readonly<Record<string, never>> }
  | { readonly name: 'failed'; readonly data: ErrorJson }

export function liveProbe(live: LiveProbeOptions): LiveProbe {
  const { events } = live
  let current: AbortController | null = null
  let end: Promise<unknown> = Promise.resolve()

  /** `begun` resolves when the probe has begun, or rejects where it cannot; `done` when it has ended. */
  function begin(request: LiveRequest, stop: AbortController) {
    const context = { ...live.context, signal: AbortSignal.any([live.context.signal, stop.signal]) }
    const begun = Promise.withResolvers<void>()
    const onBegin = () => {
      events.forget()
      events.send('state', { running: true })
      begun.resolve()
    }
    const done = outcomeOf(request, onBegin, context, live).then(({ name, data }) => {
      current = null
      if (name === 'finished') events.forget()
      events.send(name, data)
      if (name === 'finished') events.send('runs')
    })
    done.catch(error => {
      current = null
      begun.reject(error)
    })
    return { begun: begun.promise, done }
  }

  return {
    running: () => current !== null,
    async start(request) {
      if (current !== null) return false
      current = new AbortController()
      const { begun, done } = begin(request, current)
      end = done.catch(() => {})
      await begun
      return true
    },
    stop: () => current?.abort(),
    ended: async () => void (await end),
  }
}

/**
 * Never rejects once the probe has begun: an error is then an outcome.
 * @throws NumeracyError when something in the request cannot be
 */
async function outcomeOf(
  request: LiveRequest,
  begun: () => void,
  context: Context,
  live: LiveProbeOptions,
): Promise<Outcome> {
  let hasBegun = false
  try {
    const run = await onThreads(judge =>
      probe(
        {
          ...request,
          series: request.series.length === 0 ? undefined : request.series.map(catalogueSeries),
          // Matrices fill in while one looks on; what a model does in use takes longer than that.
          experiments: ['pairs', 'zero', 'cases'],
        },
        {
          ...settingsOf(context),
          cache: live.cache,
          judge,
          listen: event => sendEvent(event, live.events),
          onMatrix: matrix => sendMatrix(matrix, live.events),
          async onBegin() {
            await checkWritableFolder(live.folder)
            hasBegun = true
            begun()
          },
        },
      ),
    )
    const name = await liveRunName(live.folder, context.now())
    await writeRun(join(live.folder, name), run)
    await live.onWritten(name)
    return { name: 'finished', data: { name } }
  } catch (error) {
    if (!hasBegun) throw error
    if (context.signal.aborted) return { name: 'stopped', data: {} }
    return { name: 'failed', data: errorJson(error) }
  }
}

function sendEvent(event: Event, events: LiveEvents): void {
  const message = { name: event.type, data: () => event }
  if (event.type === 'answers') events.update(`answers ${event.model}`, message)
  else if (event.type === 'measured') events.update('measured', message)
  else events.send(event.type, event)
}

function sendMatrix({ values, ...matrix }: GrowingMatrix, events: LiveEvents): void {
  const key = JSON.stringify(['matrix', matrix.series, matrix.model, matrix.prompt])
  events.update(key, {
    name: 'matrix',
    data: () => ({ ...matrix, data: encodeFloats(values(), 'float32') }),
  })
}

/** A file name for a run of this second, which nothing in the folder has yet. */
async function liveRunName(folder: string, now: Date): Promise<string> {
  const second = now.toISOString().slice(0, 19).replaceAll(':', '-')
  for (let number = 1; ; number++) {
    const name = `live-${second}Z${number === 1 ? '' : `-${number}`}.json`
    if ((await stat(join(folder, name)).catch(() => null)) === null) return name
  }
}
