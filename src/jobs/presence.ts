import type { Redis } from 'ioredis'
import { z } from 'zod'
import { identityText, type ModelId } from '../models/identity.ts'

/** A worker as it reports itself. No key and no path stands in it. */
export interface Presence {
  /** Machine and process. */
  readonly worker: string
  readonly version: string
  /** Identities as text. */
  readonly models: readonly string[]
}

/** Milliseconds after which a worker that is silent is taken to be gone, and between two of its reports. */
const lifetime = 15_000
export const reportEvery = 5000

const schema = z.strictObject({
  worker: z.string(),
  version: z.string(),
  models: z.array(z.string()).readonly(),
})

export async function reportPresence(redis: Redis, prefix: string, presence: Presence): Promise<void> {
  const list = listOf(prefix)
  await redis.set(keyOf(prefix, presence.worker), JSON.stringify(presence), 'PX', lifetime)
  await redis.sadd(list, presence.worker)
  await redis.pexpire(list, 10 * lifetime)
}

export async function endPresence(redis: Redis, prefix: string, worker: string): Promise<void> {
  await redis.srem(listOf(prefix), worker)
  await redis.del(keyOf(prefix, worker))
}

/** The workers that are there. */
export async function presentWorkers(redis: Redis, prefix: string): Promise<Presence[]> {
  const names = await redis.smembers(listOf(prefix))
  if (names.length === 0) return []
  const texts = await redis.mget(names.map(name => keyOf(prefix, name)))
  const gone = names.filter((_, at) => texts[at] === null)
  if (gone.length > 0) await redis.srem(listOf(prefix), gone)
  return texts.flatMap(text => schema.safeParse(parsed(text)).data ?? [])
}

/** Whether one of the workers answers for this model and this version. */
export function isServed(workers: readonly Presence[], id: ModelId, version: string): boolean {
  return workers.some(each => each.version === version && each.models.includes(identityText(id)))
}

/** Whether one of them has a model of this name, but another version of it or of numeracy. */
export function hasAnother(workers: readonly Presence[], id: ModelId): boolean {
  const name = (text: string) => {
    const { kind, provider, model } = (parsed(text) ?? {}) as Partial<ModelId>
    return JSON.stringify([kind, provider, model])
  }
  const own = name(identityText(id))
  return workers.some(({ models }) => models.some(each => name(each) === own))
}

/** What is expected, and what there is, a line each. */
export function absence(workers: readonly Presence[], id: ModelId, version: string): string {
  const there = workers.flatMap(({ worker, version: its, models }) =>
    models.map(each => `  ${worker}: ${identityWords(each)}, numeracy ${its}`),
  )
  there.sort()
  const list = there.length === 0 ? 'No worker is there.' : `There are:\n${there.slice(0, 20).join('\n')}`
  return `Expected:\n  ${identityWords(identityText(id))}, numeracy ${version}\n${list}`
}

/** An identity without what is null, in words. */
function identityWords(text: string): string {
  const { kind, provider, model, ...others } = (parsed(text) ?? {}) as Record<string, unknown>
  const more = Object.entries(others)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${String(value).slice(0, 80)}`)
  return [`${kind} ${provider}:${model}`, ...more].join(', ')
}

function keyOf(prefix: string, worker: string): string {
  return `${prefix}:worker:${worker}`
}

function listOf(prefix: string): string {
  return `${prefix}:workers`
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
