import { z } from 'zod'
import { quoted } from '../base/quoted.ts'
import { keptRole } from '../models/decorators/answer-key.ts'
import type { Model } from '../models/decorators/decorated.ts'
import type { Embedder, Role } from '../models/embedder.ts'
import { identityText, type ModelId } from '../models/identity.ts'
import { keyOf } from '../store/key.ts'

/** What one job asks: one request of a model. All that stands in Redis about it. */
export type Request =
  | { readonly kind: 'embedder'; readonly role: Role; readonly texts: readonly string[] }
  | { readonly kind: 'reranker'; readonly query: string; readonly documents: readonly string[] }

const text = z.string().max(10_000_000)
const texts = z.array(text).max(100_000).readonly()
const schema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('embedder'), role: z.enum(['document', 'query']), texts }),
  z.strictObject({ kind: z.literal('reranker'), query: text, documents: texts }),
])

/** A request as a job holds it; undefined for what is none. */
export function readRequest(data: unknown): Request | undefined {
  return schema.safeParse(data).data
}

/** The role counts only where the model takes one. */
export function embedRequest(embedder: Embedder, role: Role, texts: readonly string[]): Request {
  return { kind: 'embedder', role: keptRole(embedder, role), texts }
}

/** Texts or documents of the request. */
export function textsIn(request: Request): readonly string[] {
  return request.kind === 'embedder' ? request.texts : request.documents
}

/** The hash of what is asked: equal requests to equal models are one job. Begins with a letter, as a job's id must. */
export function requestId(identity: string, request: Request): string {
  const parts =
    request.kind === 'embedder'
      ? ['embed', request.role, ...request.texts]
      : ['score', request.query, ...request.documents]
  return `q${Buffer.from(keyOf(identity, ...parts)).toString('hex')}`
}

/**
 * The queue of a model: of this version of numeracy and this identity, so that no worker with other weights or
 * another version answers.
 */
export function queueName(id: ModelId, version: string): string {
  return `m${Buffer.from(keyOf(version, identityText(id))).toString('hex', 0, 16)}`
}

/** What a message says of a request: its first text, shortened. */
export function shownRequest(request: Request): string {
  const all = textsIn(request)
  const first = quoted(all[0] ?? '')
  const named =
    all.length === 1 ? `the text ${first}` : `one of ${all.length} texts (${first} to ${quoted(all.at(-1)!)})`
  return request.kind === 'embedder' ? named : `${named} for the query ${quoted(request.query)}`
}

/** Whether a smaller request may pass where this one did not. */
export function isSplittable(model: Model, request: Request): boolean {
  return textsIn(request).length > 1 && !(model.kind === 'reranker' && model.listwise)
}
