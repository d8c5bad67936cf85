import { join } from 'node:path'
import type { Event } from '../../base/events.ts'
import { encodeFloats } from '../../base/float-codec.ts'
import type { GrowingMatrix } from '../../experiments/growing-matrix.ts'
import { letGo } from '../../experiments/named-models.ts'
import type { ProbeOptions } from '../../probe.ts'
import { catalogueSeries } from '../../series/catalogue.ts'
import { openCache } from '../../store/open-cache.ts'
import { checkWritableFolder, writeRun } from '../../store/runs.ts'
import type { Context } from '../context.ts'
import { type ErrorJson, errorJson } from '../error-json.ts'
import { probeOnThreads } from '../probe-on-threads.ts'
import { probeOptions } from '../run-probe.ts'
import type { LiveEvents } from './live-events.ts'
import { liveRunName } from './live-run-name.ts'

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
  /** Called with the name of a run that was written, before pages are told. */
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

  /** Resolves when the probe has begun. */
  async function begin(request: LiveRequest, stop: AbortController): Promise<{ done: Promise<void> }> {
    const context = { ...live.context, signal: AbortSignal.any([live.context.signal, stop.signal]) }
    const options = await liveOptions(request, context)
    await checkWritableFolder(live.folder)
    events.forget()
    events.tell('state', { running: true })
    const done = outcomeOf(options, context, live).then(({ name, data }) => {
      current = null
      if (name === 'finished') events.forget()
      events.tell(name, data)
      if (name === 'finished') events.tell('runs')
    })
    return { done }
  }

  return {
    running: () => current !== null,
    async start(request) {
      if (current !== null) return false
      current = new AbortController()
      const begun = begin(request, current)
      end = begun.then(({ done }) => done).catch(() => {})
      try {
        await begun
        return true
      } catch (error) {
        current = null
        throw error
      }
    },
    stop: () => current?.abort(),
    ended: async () => void (await end),
  }
}

async function liveOptions({ embed, rerank, series }: LiveRequest, context: Context): Promise<ProbeOptions> {
  // A page names series of the catalogue only, no files.
  for (const id of series) catalogueSeries(id)
  const usual = {
    template: null,
    prompts: [],
    roles: 'same',
    controls: 'free',
    tokenizer: null,
    seed: 1,
    article: false,
    suite: 'article',
  } as const
  return probeOptions({ embed, rerank, series, ...usual }, context)
}

/** Never rejects: an error is an outcome. */
async function outcomeOf(options: ProbeOptions, context: Context, live: LiveProbeOptions): Promise<Outcome> {
  const listen = (event: Event) => tellEvent(event, live.events)
  try {
    const cache = openCache({ directory: live.cache, listen })
    try {
      const onMatrix = (matrix: GrowingMatrix) => tellMatrix(matrix, live.events)
      const run = await probeOnThreads(options, context, { cache, listen, onMatrix })
      const name = await liveRunName(live.folder, context.now())
      await writeRun(join(live.folder, name), run)
      await live.onWritten(name)
      return { name: 'finished', data: { name } }
    } finally {
      cache.close()
      await letGo(options.models)
    }
  } catch (error) {
    if (context.signal.aborted) return { name: 'stopped', data: {} }
    return { name: 'failed', data: errorJson(error) }
  }
}

function tellEvent(event: Event, events: LiveEvents): void {
  const message = { name: event.type, data: () => event }
  if (event.type === 'answers') events.update(`answers ${event.model}`, message)
  else if (event.type === 'measured') events.update('measured', message)
  else events.tell(event.type, event)
}

function tellMatrix({ values, ...matrix }: GrowingMatrix, events: LiveEvents): void {
  const key = JSON.stringify(['matrix', matrix.series, matrix.model, matrix.prompt])
  events.update(key, {
    name: 'matrix',
    data: () => ({ ...matrix, data: encodeFloats(values(), 'float32') }),
  })
}
