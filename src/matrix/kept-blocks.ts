import type { Embedder } from '../models/embedder.ts'
import { identityText } from '../models/identity.ts'
import type { Reranker } from '../models/reranker.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { codeFingerprint } from '../store/code-fingerprint.ts'
import { keyOf } from '../store/key.ts'
import { type Block, embedBlocks, type Roles, scoreBlocks } from './block.ts'

export interface BlockOptions {
  readonly cache: AnswerCache
  readonly roles: Roles
  readonly signal?: AbortSignal | undefined
}

/** Blocks of which the similarities are kept, and those that a model must be asked for. */
export interface BlockState {
  readonly kept: ReadonlyMap<Block, Float64Array>
  readonly missing: readonly Block[]
}

/** Which of the blocks are kept whole, so that not even their single answers need to be looked up. */
export function keptBlocks(
  model: Embedder | Reranker,
  blocks: readonly Block[],
  { cache, roles }: BlockOptions,
): BlockState {
  const kept = new Map<Block, Float64Array>()
  for (const block of blocks) {
    const bytes = cache.readDerived(blockKey(model, block, roles))
    const size = block.queries.length * block.documents.length * Float64Array.BYTES_PER_ELEMENT
    if (bytes?.byteLength !== size) continue
    const similarities = new Float64Array(Uint8Array.from(bytes).buffer)
    if (similarities.every(Number.isFinite)) kept.set(block, similarities)
  }
  return { kept, missing: blocks.filter(block => !kept.has(block)) }
}

/** Asks for the missing blocks and keeps them whole. The result has every block, row-major. */
export async function completeBlocks(
  model: Embedder | Reranker,
  { kept, missing }: BlockState,
  { cache, roles, signal }: BlockOptions,
): Promise<ReadonlyMap<Block, Float64Array>> {
  if (missing.length === 0) return kept
  const answers =
    model.kind === 'embedder'
      ? await embedBlocks(model, missing, roles, signal)
      : await scoreBlocks(model, missing, signal)
  const all = new Map(kept)
  for (const [index, block] of missing.entries()) {
    all.set(block, answers[index])
    cache.writeDerived(identityText(model.id), {
      key: blockKey(model, block, roles),
      value: new Uint8Array(answers[index].buffer),
    })
  }
  return all
}

function blockKey(model: Embedder | Reranker, { queries, documents }: Block, roles: Roles): Uint8Array {
  const sides = model.kind === 'embedder' ? roles : ''
  const code = codeFingerprint(import.meta.url)
  return keyOf(
    'block',
    code,
    identityText(model.id),
    sides,
    JSON.stringify(queries),
    JSON.stringify(documents),
  )
}
