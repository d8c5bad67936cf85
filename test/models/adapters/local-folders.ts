import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ModelEnvironment } from '../../../src/models/adapters/family.ts'
import { type ResolvedEmbedder, resolveEmbedder, resolveReranker } from '../../../src/models/registry.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { type TinyGraph, tinyGraph } from './tiny-graph.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const tinyModels = join(root, 'test', 'fixtures', 'tiny-onnx')
const realModels = join(root, '..', 'shared', 'models')

/** Where nothing of this machine is seen. */
export const environment: ModelEnvironment = { env: {}, cwd: root }

export type TinyModel = 'encoder' | 'cross-encoder' | 'classifier'

/** The folder of a model that comes with the tests. */
export function tiny(name: TinyModel): string {
  return join(tinyModels, name)
}

/** Real weights where they lie beside the checkout, else the tiny ones; `called` is for the name of a test. */
export function realOrTiny(real: string, name: TinyModel): { folder: string; real: boolean; called: string } {
  const folder = join(realModels, real)
  return existsSync(folder)
    ? { folder, real: true, called: real }
    : { folder: tiny(name), real: false, called: `the tiny ${name} (no real weights beside the checkout)` }
}

/** A copy of a tiny model that goes with the test, some of its files changed: text, bytes, JSON, or null to take one away. */
export function changed(name: TinyModel, files: Readonly<Record<string, unknown>>): string {
  const folder = join(temporaryFolder(), name)
  cpSync(tiny(name), folder, { recursive: true })
  for (const [file, content] of Object.entries(files)) {
    if (content === null) rmSync(join(folder, file), { recursive: true, force: true })
    else write(join(folder, file), content)
  }
  return folder
}

/** Text and bytes as they are, anything else as JSON. */
export function write(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const asIs = typeof content === 'string' || content instanceof Uint8Array
  writeFileSync(path, asIs ? content : JSON.stringify(content))
}

/** The configuration of a model whose weights come from `tinyGraph`. */
export const graphConfig = {
  architectures: ['BertModel'],
  model_type: 'bert',
  hidden_size: 4,
  pad_token_id: 0,
}

/** A copy of a tiny model with weights made by `tinyGraph`, and other files changed. */
export function withGraph(
  graph: TinyGraph,
  files: Readonly<Record<string, unknown>> = {},
  name: TinyModel = 'encoder',
): string {
  const made = tinyGraph(graph)
  const external = Object.entries(made.data).map(([file, bytes]) => [`onnx/${file}`, bytes])
  const labels = name === 'encoder' ? {} : { architectures: ['BertForSequenceClassification'] }
  return changed(name, {
    onnx: null,
    'config.json': { ...graphConfig, ...labels },
    'onnx/model.onnx': made.graph,
    ...Object.fromEntries(external),
    ...files,
  })
}

export async function embedderOf(spec: string): Promise<ResolvedEmbedder['embedder']> {
  return (await resolveEmbedder(spec, { environment })).embedder
}

export async function rerankerOf(spec: string) {
  return (await resolveReranker(spec, { environment })).reranker
}

/** The vectors of texts, one row each. */
export async function rows(
  spec: string,
  texts: readonly string[],
  role: 'document' | 'query' = 'document',
): Promise<number[][]> {
  const embedder = await embedderOf(spec)
  const { vectors } = await embedder.embed(texts, { role })
  const { dimensions, data } = vectors
  return texts.map((_, i) => [...data.subarray(i * dimensions, (i + 1) * dimensions)])
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0
  let left = 0
  let right = 0
  for (let k = 0; k < a.length; k++) {
    dot += a[k] * b[k]
    left += a[k] ** 2
    right += b[k] ** 2
  }
  return dot / Math.sqrt(left * right)
}
