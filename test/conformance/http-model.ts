import { inspect } from 'node:util'
import { expect } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import type { ModelEnvironment } from '../../src/models/adapters/family.ts'
import { guarded } from '../../src/models/decorators/guarded.ts'
import type { Embedder } from '../../src/models/embedder.ts'
import type { Reranker } from '../../src/models/reranker.ts'
import type { AnswerCache } from '../../src/store/answer-cache.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import type { Protocol } from '../fixtures/fault-server.ts'

/** A key that must appear nowhere but in the header of a request; a slash and a plus are written differently in URLs and JSON. */
export const canary = 'CANARY-8f2c/41d7+b0'

/** The environment of every model here, each of which takes its key from one of these. */
export const canaryEnvironment: ModelEnvironment = {
  env: { SERVER_KEY: canary, JINA_API_KEY: canary },
  cwd: '.',
}

/** A model that is asked over HTTP. */
export interface HttpModel {
  /** As messages name it: `jina:jina-embeddings-v3 (embedder)`. */
  readonly name: string
  readonly protocol: Protocol
  /** Whether its answers have no index, so that their order is all there is. Default: they have one. */
  readonly isOrdered?: boolean
  /** @param options to add to its spec, each with & before it */
  create(url: string, options: string): Promise<Embedder | Reranker>
}

export const texts = ['1', '2', '9.11', '2024-01-01']

/** All numbers of the answer for `texts`. */
export async function numbersOf(model: Embedder | Reranker, signal?: AbortSignal): Promise<number[]> {
  const options = signal === undefined ? {} : { signal }
  if (model.kind === 'reranker') return [...(await model.score('closest to 9?', texts, options)).scores]
  return [...(await model.embed(texts, { role: 'document', ...options })).vectors.data]
}

/** The model as a run asks it, but for the waits, which are noted instead. */
export function guardedModel(model: Embedder | Reranker, waits: number[] = [], cache = memoryCache()) {
  const ready = guarded(model, {
    cache,
    concurrency: 1,
    now: () => 0,
    retry: { random: () => 0, wait: async milliseconds => void waits.push(milliseconds) },
  })
  return { ready, cache }
}

/** How many answers a cache keeps. */
export function keptIn(cache: AnswerCache): number {
  return cache.summary().reduce((sum, { answers }) => sum + answers, 0)
}

/** The error of a question, which must be ours, name the model, what came and what was expected, and tell no key. */
export async function errorOf(question: Promise<unknown>, name: string): Promise<NumeracyError> {
  const error = await question.then(
    () => expect.unreachable('what is wrong was taken for an answer'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof NumeracyError)) throw error
  expect(error.message).toMatch(/: got .+(?:; expected |, which has no direction).+\.$/s)
  expect(error.message.startsWith(`${name}: got `), error.message).toBe(true)
  expectNoKey(error)
  return error
}

function expectNoKey(error: NumeracyError): void {
  const everything = [
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify(error.details),
    error.stack,
  ].join('\n')
  for (const part of ['CANARY', '41d7+b0', '41d7%2Bb0']) expect(everything).not.toContain(part)
}
