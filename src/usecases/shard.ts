import { bounded } from '../base/bounded.ts'
import { NumeracyError } from '../base/error.ts'
import { guardedModel, type NamedModel, waitListeners } from '../experiments/ask.ts'
import { askingsOf } from '../experiments/askings.ts'
import { identityText } from '../models/identity.ts'
import type { AnswerCache, Entry } from '../store/answer-cache.ts'
import { type AnswersFile, writeAnswers } from '../store/answers-file.ts'
import { memoryCache } from '../store/memory-cache.ts'
import { type Batch, batchesOf, itemsIn, keysOf } from './batches.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { type ProbeRequest, planOf, withModelsInUse } from './probe.ts'
import type { ProbeOptions } from './probe-options.ts'
import { inSession, type Session, type Settings, thisTool } from './session.ts'
import { sentPlan } from './shard-plan.ts'

/** Which part of all questions: `part` of `of`, counted from 1. */
export interface Shard {
  readonly part: number
  readonly of: number
}

/** More parts than this are refused: each needs a file, and few questions are left for one. */
export const maxShards = 1000

/** Requests handed on at once; the model's own limit decides how many of them are made at once. */
const underWay = 64

/** A part that was asked. */
export interface AskedShard extends Shard {
  /** Answers in the file. */
  readonly answers: number
  /** Answers to all parts together. */
  readonly total: number
  /** Requests made now. */
  readonly requests: number
}

/** What one model is asked in one part. */
interface Share {
  readonly named: NamedModel
  readonly batches: readonly Batch[]
}

/**
 * Asks one part of what `probe` asks, and writes the answers into a file for `merge`. The parts are whole requests, as one
 * machine with an empty cache makes them, shared out by what they ask: every machine splits alike, whatever it has in its cache.
 * Each part has about as many tokens of each model. What is in the cache is not asked again.
 *
 * @param path of the file, replaced when it is there
 * @throws NumeracyError as `probe`; `storage` for the file; nothing is written when an answer is missing
 */
export async function probeShard(
  request: ProbeRequest,
  shard: Shard,
  path: string,
  settings: Omit<Settings, 'onFailed'> = {},
): Promise<AskedShard> {
  checkShard(shard)
  const plan = planOf(request)
  return inSession(withModelsInUse(request), settings, async session => {
    const options = { ...plan, models: session.models.map(keptByPairs) }
    const { shares, total } = await sharesOf(options, shard)
    await session.begin('probe', () => estimatesOf(shares, session.cache))
    let requests = 0
    for (const share of shares) requests += await ask(share, session)
    const file: AnswersFile = {
      tool: (settings.tool ?? thisTool()).version,
      shard,
      plan: await sentPlan(options),
      answers: answersOf(shares, session.cache),
    }
    return { ...shard, answers: await writeAnswers(path, file), total, requests }
  })
}

/** What one part would ask each model, given what the cache holds. Asks nothing. */
export async function estimateShard(
  request: ProbeRequest,
  shard: Shard,
  settings: Settings = {},
): Promise<Estimate[]> {
  checkShard(shard)
  const plan = planOf(request)
  return inSession(withModelsInUse(request), settings, async ({ models, cache }) =>
    estimatesOf((await sharesOf({ ...plan, models: models.map(keptByPairs) }, shard)).shares, cache),
  )
}

/** A part asks for pairs of any list, and its file holds each of them. */
function keptByPairs(named: NamedModel): NamedModel {
  const { model } = named
  if (model.kind === 'embedder' || model.kept !== 'lists') return named
  const score: typeof model.score = (...call) => model.score(...call)
  return { ...named, model: { ...model, kept: 'pairs', score } }
}

function checkShard({ part, of }: Shard): void {
  const isPart = [part, of].every(Number.isInteger) && part >= 1 && part <= of && of <= maxShards
  if (isPart) return
  throw new NumeracyError(
    'usage',
    `--shard: got ${part}/${of}; expected I/N with 1 ≤ I ≤ N ≤ ${maxShards}, such as --shard 2/8.`,
  )
}

async function sharesOf(options: ProbeOptions, shard: Shard): Promise<{ shares: Share[]; total: number }> {
  const all = await Promise.all(
    options.models.map(async named => ({ named, batches: await allBatchesOf(named, options) })),
  )
  return {
    shares: all.map(({ named, batches }) => ({ named, batches: partOf(batches, shard) })),
    total: all.reduce(
      (sum, { batches }) => sum + batches.reduce((count, each) => count + itemsIn(each), 0),
      0,
    ),
  }
}

/** Every request that a model gets in a run which finds nothing in the cache. */
async function allBatchesOf(named: NamedModel, options: ProbeOptions): Promise<Batch[]> {
  // Holds the keys of what was planned before, so that nothing is planned twice.
  const planned = memoryCache()
  const batches: Batch[] = []
  for (const asking of askingsOf(named, options)) {
    const { model } = asking.named
    const blocks = asking.inquiries.map(({ block }) => block)
    for (const batch of await batchesOf(model, blocks, asking.roles ?? options.roles, planned)) {
      const entries = keysOf(batch).map(key => ({ key, value: new Uint8Array() }))
      planned.write(identityText(model.id), entries)
      batches.push(batch)
    }
  }
  return batches
}

/** The heaviest request first goes to the part that has the fewest tokens so far. Those of the part, in their order. */
export function partOf(batches: readonly Batch[], { part, of }: Shard): Batch[] {
  const named = batches.map(batch => ({ batch, name: Buffer.concat(keysOf(batch)).toString('hex') }))
  named.sort((a, b) => b.batch.tokens - a.batch.tokens || (a.name < b.name ? -1 : 1))
  const loads = new Float64Array(of)
  const own = new Set<Batch>()
  for (const { batch } of named) {
    const lightest = loads.indexOf(Math.min(...loads))
    // A request without tokens still takes its time.
    loads[lightest] += Math.max(1, batch.tokens)
    if (lightest === part - 1) own.add(batch)
  }
  return batches.filter(batch => own.has(batch))
}

async function estimatesOf(shares: readonly Share[], cache: AnswerCache): Promise<Estimate[]> {
  return shares.map(({ named, batches }) => {
    const items = batches.reduce((sum, batch) => sum + itemsIn(batch), 0)
    return estimateOf(
      named,
      items,
      batches.flatMap(batch => missingOf(batch, cache)),
    )
  })
}

/** The request without what the cache has; none where it has all. */
function missingOf(batch: Batch, cache: AnswerCache): Batch[] {
  const keys = keysOf(batch)
  const kept = cache.count(keys)
  if (kept === keys.length) return []
  if (kept === 0) return [batch]
  const share = batch.tokens / keys.length
  const values = cache.read(keys)
  const isOpen = (_: string, at: number) => values[at] === undefined
  const open =
    'texts' in batch
      ? { ...batch, texts: batch.texts.filter(isOpen) }
      : { ...batch, documents: batch.documents.filter(isOpen) }
  return [{ ...open, tokens: Math.round(share * itemsIn(open)) }]
}

/** @returns how many requests were made */
async function ask({ named, batches }: Share, session: Session): Promise<number> {
  const { listen, signal } = session
  const total = batches.reduce((sum, batch) => sum + itemsIn(batch), 0)
  const unit = named.model.kind === 'embedder' ? 'texts' : 'pairs'
  let [done, cached, requests] = [0, 0, 0]
  const report = () => listen({ type: 'answers', model: named.id, unit, done, total, cached })
  report()
  const ready = Map.groupBy(batches, ({ model }) => model)
  for (const [model, own] of ready) {
    const guarded = guardedModel({ ...named, model }, session, {
      onRequest: () => void requests++,
      onAnswered(part) {
        cached += part.cached
        done += part.cached + part.fresh
        report()
      },
      ...waitListeners(named, listen),
    })
    const options = signal === undefined ? {} : { signal }
    await bounded(own.length, underWay, async turn => {
      const batch = own[turn]
      if (guarded.kind === 'embedder' && 'texts' in batch)
        await guarded.embed(batch.texts, { role: batch.role, ...options })
      else if (guarded.kind === 'reranker' && 'documents' in batch)
        await guarded.score(batch.query, batch.documents, options)
    })
  }
  return requests
}

/** The answers to a part, each with the identity of the model that gave it. */
function* answersOf(
  shares: readonly Share[],
  cache: AnswerCache,
): Generator<{ readonly model: string; readonly entries: Entry[] }> {
  for (const batch of shares.flatMap(({ batches }) => batches)) {
    const keys = keysOf(batch)
    const values = cache.read(keys)
    yield {
      model: identityText(batch.model.id),
      entries: keys.map((key, at) => ({ key, value: values[at]! })),
    }
  }
}
