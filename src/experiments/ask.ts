import type { Listener } from '../base/events.ts'
import { quoted } from '../base/quoted.ts'
import { seededRandom } from '../base/random.ts'
import { type Block, callsOf, type Roles, rolesFor, textsOf } from '../matrix/block.ts'
import { type BlockState, completeBlocks, keptBlocks } from '../matrix/kept-blocks.ts'
import { type GuardOptions, guarded } from '../models/decorators/guarded.ts'
import type { Retry, RetryOptions } from '../models/decorators/turns.ts'
import { type Watch, withWatch } from '../models/decorators/watch.ts'
import type { Embedder } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { type GrowingMatrix, growingMatrices } from './growing-matrix.ts'
import type { Inquiry } from './inquiry.ts'

/** Requests under way at once to a model that does not say how many it takes. */
const defaultConcurrency = 16

/** A model under the name that a run gives it. */
export interface NamedModel {
  /** Unique in the run: kind and spec. */
  readonly id: string
  readonly spec: string
  /** What it is called wherever it is shown; null or left out: its spec says it. */
  readonly label?: string | null
  readonly model: Embedder | Reranker
}

export interface AskOptions {
  readonly cache: AnswerCache
  readonly roles: Roles
  readonly now: () => Date
  readonly wait: RetryOptions['wait']
  readonly listen: Listener
  /** Called for each matrix of the main experiment whenever some of its answers are there. */
  readonly onMatrix?: ((matrix: GrowingMatrix) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What a model answered to some blocks. */
export interface AnsweredBlocks {
  /** The similarities of each block, row-major, in the order of the blocks. */
  readonly answers: readonly Float64Array[]
  /** Requests made now. */
  readonly requests: number
  /** Answers that came from the cache. */
  readonly cacheHits: number
  /** Distinct texts, or pairs, that the blocks are made of. */
  readonly items: number
}

/** A model with what it was asked and what it answered, in the same order. */
export interface Answered extends AnsweredBlocks {
  readonly named: NamedModel
  readonly inquiries: readonly Inquiry[]
}

/** Answers to all inquiries of one model: from the cache where they are there, and asked for once where not. */
export async function askInquiries(
  named: NamedModel,
  inquiries: readonly Inquiry[],
  { onMatrix, ...options }: AskOptions,
): Promise<Answered> {
  const blocks = inquiries.map(({ block }) => block)
  const roles = rolesFor(named.model, options.roles)
  const watch =
    onMatrix && ((kept: BlockState['kept']) => growingMatrices(named, inquiries, { roles, kept, onMatrix }))
  return { named, inquiries, ...(await askBlocks(named, blocks, options, watch)) }
}

/**
 * The similarities of all blocks, from the cache where they are there, and asked for once where not.
 * @param watch makes the listener of the answers that come, given what is kept
 */
export async function askBlocks(
  named: NamedModel,
  blocks: readonly Block[],
  given: Omit<AskOptions, 'onMatrix'>,
  watch?: (kept: BlockState['kept']) => Watch,
): Promise<AnsweredBlocks> {
  const { model } = named
  const roles = rolesFor(model, given.roles)
  const options = { ...given, roles }
  const items = itemCount(model, blocks, roles)
  const state = keptBlocks(model, blocks, options)
  const cached = items - itemCount(model, state.missing, roles)
  const { model: ready, counts } = reportedModel(named, options, { items, cached })
  const watched = watch === undefined ? ready : withWatch(ready, watch(state.kept))
  const all = await completeBlocks(watched, state, options)
  const { requests, cached: cacheHits } = counts()
  return { answers: blocks.map(block => all.get(block)!), requests, cacheHits, items }
}

/** A guarded model whose answers and waits are reported and counted, from so many that are there already. */
export function reportedModel(
  named: NamedModel,
  options: Omit<AskOptions, 'onMatrix' | 'roles'>,
  whole: { readonly items: number; readonly cached: number },
) {
  const { id, model } = named
  const { listen } = options
  let fresh = 0
  let requests = 0
  let { cached } = whole
  const report = () =>
    listen({
      type: 'answers',
      model: id,
      unit: model.kind === 'embedder' ? 'texts' : 'pairs',
      done: cached + fresh,
      total: whole.items,
      cached,
    })
  const ready = guardedModel(named, options, {
    onRequest: () => {
      requests++
    },
    ...waitListeners(named, listen),
    onAnswered: part => {
      cached += part.cached
      fresh += part.fresh
      report()
    },
  })
  report()
  return { model: ready, counts: () => ({ requests, cached }) }
}

/** Listeners of a guarded model that report its waits, and once of a server that answers with another model. */
export function waitListeners(
  { id, model }: NamedModel,
  listen: Listener,
): Pick<GuardOptions, 'onWait' | 'onAnotherModel'> {
  return {
    onWait: until => listen({ type: 'waiting', model: id, until }),
    onAnotherModel(name) {
      const message = `The server says that its model ${quoted(name, 200)} answered; ${JSON.stringify(model.id.model)} was asked. Check the name, or what the server serves: answers are kept under the name that was asked.`
      const before = notices.get(listen) ?? new Set()
      if (before.has(message)) return
      notices.set(listen, before.add(message))
      listen({ type: 'notice', message })
    },
  }
}

/** The notices that each listener has had, so that it gets each once. */
const notices = new WeakMap<Listener, Set<string>>()

/** A named model behind cache, batches, retry and limit. */
export function guardedModel(
  { id, model }: NamedModel,
  {
    cache,
    now,
    wait,
    listen = () => {},
  }: Pick<AskOptions, 'cache' | 'now' | 'wait'> & Partial<Pick<AskOptions, 'listen'>>,
  listeners: Pick<GuardOptions, 'onRequest' | 'onAnswered' | 'onWait' | 'onAnotherModel'> = {},
): Embedder | Reranker {
  const concurrency = model.pace?.concurrency ?? defaultConcurrency
  const guards = {
    cache,
    concurrency,
    now: () => now().getTime(),
    retry: {
      wait,
      random: seededRandom(0, 'retry', id),
      onRetry({ attempt, milliseconds, error: { message } }: Retry) {
        listen({ type: 'retry', model: id, attempt, milliseconds, message })
      },
    },
    onShared: () =>
      listen({
        type: 'notice',
        message: `${id}: another process is asking for the same. Its answers are waited for, so that none is asked for twice.`,
      }),
    onUnfit: () =>
      listen({
        type: 'notice',
        message: `${id}: the cache holds values that cannot be answers (of a wrong length, or not finite). They count as missing and are asked for again.`,
      }),
    ...listeners,
    onRequest(count: number) {
      listeners.onRequest?.(count)
      listen({ type: 'request', model: id, unit: model.kind === 'embedder' ? 'texts' : 'pairs', count })
    },
  }
  return guarded(model, guards)
}

/** Distinct texts in each role, or distinct pairs of query and document, that the blocks need. */
export function itemCount(model: Embedder | Reranker, blocks: readonly Block[], roles: Roles): number {
  if (model.kind === 'embedder')
    return [...textsOf(blocks, roles).values()].reduce((sum, texts) => sum + texts.length, 0)
  return callsOf(blocks, model.listwise).reduce((sum, { documents }) => sum + documents.length, 0)
}
