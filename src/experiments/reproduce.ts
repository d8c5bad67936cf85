import type { Block, Roles } from '../matrix/block.ts'
import { hashOf } from '../measures/kept-judge.ts'
import { type Role, rowsOf, type Vectors } from '../models/embedder.ts'
import { identityText } from '../models/identity.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keptJson } from '../store/derived.ts'
import type { Answers, Asks, PublishedAnalysis, PublishedResult, PublishedValue } from './analysis.ts'
import { type AskOptions, askBlocks, guardedModel, type NamedModel, waitListeners } from './ask.ts'

/** Where the analyses come from that are given. */
const analysisModules = ['../published/catalogue.ts']

/** A published value, and whether it is of the very model that was asked. */
export interface HeldValue extends Omit<PublishedValue, 'name'> {
  readonly same: boolean
}

/** A published analysis as it came out on one model. */
export interface Reproduction {
  readonly analysis: string
  readonly model: string
  readonly kind: 'embedder' | 'reranker'
  readonly standIn: boolean
  readonly results: readonly (Omit<PublishedResult, 'published'> & {
    readonly published: readonly HeldValue[]
  })[]
}

export interface ReproduceOptions extends Omit<AskOptions, 'roles' | 'onMatrix'> {
  readonly seed: number
}

/** What an analysis asks of a model, as blocks: texts of which the vectors are needed stand in one without pairs. */
export function analysisBlocks(
  { model: { kind } }: NamedModel,
  analysis: PublishedAnalysis,
  seed: number,
): { readonly blocks: readonly { readonly block: Block }[]; readonly roles: Roles } {
  const { asks, blocks } = planned(analysis, kind, seed)
  return { blocks: blocks.map(block => ({ block })), roles: asks.roles ?? 'same' }
}

/** Runs an analysis on a model. What it found is kept under the answers. */
export async function reproduceOn(
  named: NamedModel,
  analysis: PublishedAnalysis,
  options: ReproduceOptions,
): Promise<Reproduction> {
  const { id, model } = named
  const { seed, cache, listen, signal } = options
  const { asks, blocks } = planned(analysis, model.kind, seed)
  const { answers } = await askBlocks(named, blocks, { ...options, roles: asks.roles ?? 'same' })
  const texts = await vectorsOf(named, asks, options)
  const parts = [
    'published',
    analysis.id,
    codeFingerprint(import.meta.url, analysisModules),
    String(seed),
    ...answers.map(hashOf),
    ...[...texts.values()].map(({ vectors }) => hashOf(vectors.data)),
  ]
  const results = await keptJson(cache, identityText(model.id), parts, async () => {
    listen({ type: 'measured', done: 0, total: 1, label: analysis.id })
    await new Promise(resolve => setImmediate(resolve))
    signal?.throwIfAborted()
    const found = analysis.results({ kind: model.kind, seed, blocks: answers, vectors: pickFrom(texts) })
    return found.map(whereDefined)
  })
  listen({ type: 'measured', done: 1, total: 1, label: '' })
  return {
    analysis: analysis.id,
    model: id,
    kind: model.kind,
    standIn: model.kind === 'reranker' && model.standIn,
    results: results.map(({ published, ...result }) => ({
      ...result,
      published: published.map(({ name, ...value }) => ({ ...value, same: name === model.id.model })),
    })),
  }
}

/** What is no number is none, in a file as well. */
function whereDefined(result: PublishedResult): PublishedResult {
  const { value, interval } = result
  if (value === null || [value, ...(interval ?? [])].every(Number.isFinite)) return result
  return { ...result, value: null, interval: null, reason: 'The answers do not vary.' }
}

function planned(analysis: PublishedAnalysis, kind: Answers['kind'], seed: number) {
  const asks = analysis.asks(kind, seed)
  const { document = [], query = [] } = asks.texts ?? {}
  const alone = [
    { queries: [], documents: document },
    { queries: query, documents: [] },
  ].filter(({ queries, documents }) => queries.length + documents.length > 0)
  return { asks, blocks: [...(asks.blocks ?? []), ...alone] }
}

interface TextVectors {
  readonly rows: ReadonlyMap<string, Float32Array>
  readonly vectors: Vectors
}

/** By now in the cache. */
async function vectorsOf(
  named: NamedModel,
  { texts = {} }: Asks,
  options: ReproduceOptions,
): Promise<ReadonlyMap<Role, TextVectors>> {
  const model = guardedModel(named, options, waitListeners(named, options.listen))
  const all = new Map<Role, TextVectors>()
  if (model.kind === 'reranker') return all
  const { signal } = options
  for (const role of ['document', 'query'] as const) {
    const distinct = [...new Set(texts[role])]
    if (distinct.length === 0) continue
    const { vectors } = await model.embed(distinct, { role, ...(signal && { signal }) })
    const rows = rowsOf(vectors)
    all.set(role, { vectors, rows: new Map(distinct.map((text, at) => [text, rows[at]])) })
  }
  return all
}

function pickFrom(all: ReadonlyMap<Role, TextVectors>): Answers['vectors'] {
  return (texts, role = 'document') => {
    const { rows, vectors } = all.get(role)!
    const { dimensions } = vectors
    const data = new Float32Array(texts.length * dimensions)
    for (const [at, text] of texts.entries()) data.set(rows.get(text)!, at * dimensions)
    return { count: texts.length, dimensions, data }
  }
}
