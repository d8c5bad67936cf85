import { setImmediate } from 'node:timers/promises'
import { refuseEmptyText } from '../../src/models/adapters/empty-text.ts'
import { checkedScores, checkedVectors } from '../../src/models/answer.ts'
import type { Embedder } from '../../src/models/embedder.ts'
import type { ModelId } from '../../src/models/identity.ts'
import type { Reranker } from '../../src/models/reranker.ts'
import type { Tokenizer } from '../../src/models/tokenizer.ts'

export const letters: Tokenizer = { tokens: async text => [...text] }

interface FakeOptions {
  readonly model?: string
  readonly maxBatch?: number
  readonly maxBatchTokens?: number
  readonly tokenizer?: Tokenizer
  readonly dimensions?: number
  /** Null where the identity does not say how long a vector is. */
  readonly declared?: number | null
  readonly tokensEach?: number
  /** Called before each request is answered; may throw, or wait. */
  readonly before?: (texts: readonly string[], request: number) => void | Promise<void>
}

export interface FakeEmbedder extends Embedder {
  /** The texts of each request, in the order they came. */
  readonly requests: string[][]
}

export interface FakeReranker extends Reranker {
  readonly requests: { readonly query: string; readonly documents: readonly string[] }[]
}

/** A vector that depends on every character of the text and its place, and on the role through its first number. */
export function fakeVector(text: string, dimensions: number, role = 'document'): number[] {
  const vector = new Array<number>(dimensions).fill(0.25)
  vector[0] = role === 'query' ? 2 : 1
  for (const [place, character] of [...text].entries()) {
    vector[(place + 1) % dimensions] += Math.sin(character.codePointAt(0)! * (place + 1))
  }
  return vector
}

export function fakeScore(query: string, document: string): number {
  return fakeVector(document, 3).reduce(
    (sum, value, place) => sum + value * fakeVector(query, 3, 'query')[place],
    0,
  )
}

export function fakeEmbedder(
  options: FakeOptions & { readonly answer?: (texts: readonly string[]) => ArrayLike<number>[] } = {},
): FakeEmbedder {
  const { dimensions = 4, declared = dimensions, before, answer } = options
  const id = fakeId('embedder', options.model, declared)
  const requests: string[][] = []
  return {
    kind: 'embedder',
    id,
    ...limits(options),
    requests,
    async embed(texts, { role, signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, texts)
      const request = requests.push([...texts])
      await setImmediate()
      await before?.(texts, request)
      const rows = answer?.(texts) ?? texts.map(text => fakeVector(text, dimensions, role))
      const usage =
        options.tokensEach === undefined ? {} : { usage: { tokens: options.tokensEach * texts.length } }
      return { vectors: checkedVectors(id, texts, rows), ...usage }
    },
  }
}

/** Scores each pair by itself; a listwise one adds the place of the document to its score. */
export function fakeReranker(
  options: FakeOptions & {
    readonly listwise?: boolean
    readonly answer?: (query: string, documents: readonly string[]) => ArrayLike<number>
  } = {},
): FakeReranker {
  const { before, answer, listwise = false } = options
  const id = fakeId('reranker', options.model, null)
  const requests: { query: string; documents: readonly string[] }[] = []
  return {
    kind: 'reranker',
    id,
    ...limits(options),
    scoreSpace: 'logit',
    listwise,
    standIn: false,
    requests,
    async score(query, documents, { signal }) {
      signal?.throwIfAborted()
      refuseEmptyText(id, [query, ...documents])
      const request = requests.push({ query, documents: [...documents] })
      await setImmediate()
      await before?.(documents, request)
      const scores =
        answer?.(query, documents) ??
        documents.map((document, place) => fakeScore(query, document) + (listwise ? place : 0))
      const usage =
        options.tokensEach === undefined ? {} : { usage: { tokens: options.tokensEach * documents.length } }
      return { scores: checkedScores(id, documents, scores), ...usage }
    },
  }
}

function limits({ maxBatch = 8, maxBatchTokens, tokenizer }: FakeOptions) {
  return {
    maxBatch,
    ...(maxBatchTokens === undefined ? {} : { maxBatchTokens }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
  }
}

function fakeId(kind: ModelId['kind'], model = 'fake', dimensions: number | null): ModelId {
  return {
    kind,
    provider: 'test',
    model,
    revision: '1',
    task: null,
    dimensions,
    dtype: 'float32',
    normalisation: 'none',
    baseURL: null,
  }
}
