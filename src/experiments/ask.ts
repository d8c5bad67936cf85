import type { Listener } from '../base/events.ts'
import { seededRandom } from '../base/random.ts'
import type { Roles } from '../matrix/block.ts'
import { callsOf, textsOf } from '../matrix/block.ts'
import { completeBlocks, keptBlocks } from '../matrix/kept-blocks.ts'
import { type GuardOptions, guarded } from '../models/decorators/guarded.ts'
import type { RetryOptions } from '../models/decorators/retry.ts'
import { withWatch } from '../models/decorators/watch.ts'
import type { Embedder } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { type GrowingMatrix, growingMatrices } from './growing-matrix.ts'
import type { Inquiry } from './inquiry.ts'

/** Requests under way at once to a model that does not say how many it takes. */
const usualConcurrency = 16

/** A model under the name that a run gives it. */
export interface NamedModel {
  /** Unique in the run: kind and spec. */
  readonly id: string
  readonly spec: string
  readonly model: Embedder | Reranker
}

export interface AskOptions {
  readonly cache: AnswerCache
  readonly roles: Roles
  readonly now: () => Date
  readonly wait: RetryOptions['wait']
  readonly listen: Listener
  /** Told of each matrix of the main experiment whenever some of its answers are there. */
  readonly onMatrix?: (matrix: GrowingMatrix) => void
  readonly signal?: AbortSignal
}

/** A model with what it was asked and what it answered. */
export interface Answered {
  readonly named: NamedModel
  readonly inquiries: readonly Inquiry[]
  /** The similarities of each inquiry's block, row-major, in the order of the inquiries. */
  readonly answers: readonly Float64Array[]
  /** Requests made now. */
  readonly requests: number
  /** Answers that came from the cache. */
  readonly cacheHits: number
  /** Distinct texts, or pairs, that the inquiries are made of. */
  readonly items: number
}

/** Answers to all inquiries of one model: from the cache where they are there, and asked for once where not. */
export async function ask(
  named: NamedModel,
  inquiries: readonly Inquiry[],
  options: AskOptions,
): Promise<Answered> {
  const { id, model } = named
  const { roles, listen, onMatrix } = options
  const blocks = inquiries.map(({ block }) => block)
  const items = itemCount(model, inquiries, roles)
  const state = keptBlocks(model, blocks, options)
  const missing = inquiries.filter(({ block }) => !state.kept.has(block))
  let fresh = 0
  let requests = 0
  let cached = items - itemCount(model, missing, roles)
  const tell = () =>
    listen({
      type: 'answers',
      model: id,
      unit: model.kind === 'embedder' ? 'texts' : 'pairs',
      done: cached + fresh,
      total: items,
      cached,
    })
  const ready = guardedModel(named, options, {
    onRequest: () => {
      requests++
    },
    onWait: until => listen({ type: 'waiting', model: id, until }),
    onAnswered: part => {
      cached += part.cached
      fresh += part.fresh
      tell()
    },
  })
  tell()
  const watched =
    onMatrix === undefined
      ? ready
      : withWatch(ready, growingMatrices(named, inquiries, { roles, kept: state.kept, onMatrix }))
  const all = await completeBlocks(watched, state, options)
  return {
    named,
    inquiries,
    answers: blocks.map(block => all.get(block)!),
    requests,
    cacheHits: cached,
    items,
  }
}

/** A named model behind cache, batches, retry and limit. */
export function guardedModel(
  { id, model }: NamedModel,
  { cache, now, wait }: Pick<AskOptions, 'cache' | 'now' | 'wait'>,
  listeners: Pick<GuardOptions, 'onRequest' | 'onAnswered' | 'onWait'> = {},
): Embedder | Reranker {
  const concurrency = model.pace?.concurrency ?? usualConcurrency
  const guards = {
    cache,
    concurrency,
    now: () => now().getTime(),
    retry: { wait, random: seededRandom(0, 'retry', id) },
    ...listeners,
  }
  return guarded(model, guards)
}

/** Distinct texts in each role, or distinct pairs of query and document, that the inquiries need. */
export function itemCount(model: Embedder | Reranker, inquiries: readonly Inquiry[], roles: Roles): number {
  const blocks = inquiries.map(({ block }) => block)
  if (model.kind === 'embedder')
    return [...textsOf(blocks, roles).values()].reduce((sum, texts) => sum + texts.length, 0)
  return callsOf(blocks, model.listwise).reduce((sum, { documents }) => sum + documents.length, 0)
}
