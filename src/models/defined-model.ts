import { messageOf, NumeracyError } from '../base/error.ts'
import type { Role } from './embedder.ts'
import type { ModelId } from './identity.ts'
import type { Tokenizer } from './tokenizer.ts'

/** What a model of one's own must say of itself so that its answers can be kept. */
export interface DefinedModel {
  /** What to call it in files and errors. */
  readonly name: string
  /** A commit, a checkpoint, a hash of the weights: two models of one name and revision share their answers. */
  readonly revision: string
  /** Task, prompt or prefix, where that is chosen. */
  readonly task?: string
  readonly dtype?: string
  /** Most texts, or documents, in one call. Default 64. */
  readonly maxBatch?: number
  /** Most tokens in one call; applied where there is a tokenizer. */
  readonly maxBatchTokens?: number
  readonly tokenizer?: Tokenizer
  /** Most calls under way at once. Default 1. */
  readonly concurrency?: number
}

/** One vector for each text, in order. */
export type Rows = readonly ArrayLike<number>[]

/** One vector for each text, in order. */
export type EmbedFunction = (
  texts: readonly string[],
  options: { readonly role: Role; readonly signal?: AbortSignal },
) => Rows | Promise<Rows>

/** One score for each document, in order. */
export type ScoreFunction = (
  query: string,
  documents: readonly string[],
  options: { readonly signal?: AbortSignal },
) => ArrayLike<number> | Promise<ArrayLike<number>>

/** The identity and the limits of a model of one's own. @throws NumeracyError `usage` */
export function defined(
  kind: ModelId['kind'],
  facts: Partial<DefinedModel>,
  { dimensions = null, normalisation = null }: Partial<Pick<ModelId, 'dimensions' | 'normalisation'>>,
) {
  const { name = '', revision = '', task = null, dtype = null, maxBatch = 64, concurrency = 1 } = facts
  for (const [member, text] of Object.entries({ name, revision })) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new NumeracyError(
        'usage',
        `${builder[kind]}: got ${JSON.stringify(text)} as the ${member} of the model; expected a text that is not empty. Answers are kept by name and revision, so change the revision when the model changes: a commit, a checkpoint, a hash.`,
        { details: { member } },
      )
    }
  }
  for (const [member, count] of Object.entries({ maxBatch, concurrency, dimensions: dimensions ?? 1 })) {
    if (!Number.isSafeInteger(count) || count < 1) {
      throw new NumeracyError(
        'usage',
        `${builder[kind]}: got ${count} as ${member} of ${name}; expected a whole number above 0.`,
        { details: { member } },
      )
    }
  }
  const id: ModelId = {
    kind,
    provider: 'custom',
    model: name,
    revision,
    task,
    dimensions,
    dtype,
    normalisation,
    baseURL: null,
  }
  const { maxBatchTokens, tokenizer } = facts
  const limits = {
    maxBatch,
    ...(maxBatchTokens === undefined ? {} : { maxBatchTokens }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    pace: { concurrency },
  }
  return { id, limits, width: concurrency }
}

const builder = { embedder: 'defineEmbedder', reranker: 'defineReranker' } as const

/** The function that is `model`, or that it has under `name`. @throws NumeracyError `usage` */
export function functionOf<Call extends (...args: never[]) => unknown>(
  model: unknown,
  name: string,
  id: ModelId,
): Call {
  if (typeof model === 'function') return model as Call
  const call = (model as Record<string, unknown> | null | undefined)?.[name]
  if (typeof call === 'function') return call.bind(model) as Call
  throw new NumeracyError(
    'usage',
    `${builder[id.kind]}: got ${model === null ? 'null' : typeof model} for ${id.model}; expected a function, or an object with the function "${name}".`,
    { details: { model: id.model } },
  )
}

/** What the user's function answers; what it throws becomes an error of code `model-unavailable`. */
export async function called<Answer>(
  id: ModelId,
  signal: AbortSignal | undefined,
  call: () => Promise<Answer>,
): Promise<Answer> {
  signal?.throwIfAborted()
  try {
    return await call()
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof NumeracyError) throw cause
    throw new NumeracyError(
      'model-unavailable',
      `custom:${id.model} (${id.kind}): its function failed: ${messageOf(cause)}. Nothing of this call is kept.`,
      { cause, details: { model: `custom:${id.model}` } },
    )
  }
}

/** A part of an answer as the list that it should be. @throws NumeracyError `invalid-response` */
export function listOf<List extends ArrayLike<unknown>>(id: ModelId, what: string, answer: List): List {
  const isNumbers = ArrayBuffer.isView(answer) && 'length' in answer && typeof answer[0] !== 'bigint'
  if (Array.isArray(answer) || isNumbers) return answer
  throw new NumeracyError(
    'invalid-response',
    `custom:${id.model} (${id.kind}): got ${answer === null ? 'null' : typeof answer}; expected a list of ${what}, such as an array. Return one vector for each text, or one score for each document, in order.`,
    { details: { model: `custom:${id.model}` } },
  )
}
