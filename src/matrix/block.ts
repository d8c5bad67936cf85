import { bounded } from '../models/decorators/bounded.ts'
import type { Embedder, Role, Vectors } from '../models/embedder.ts'
import { pickRows } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import { cosineMatrix } from './gram.ts'

/** A rectangle of similarities to ask for: each query against every document. */
export interface Block {
  readonly queries: readonly string[]
  readonly documents: readonly string[]
}

/** Rows of scores asked for at once; the model's own limit decides how many requests that makes. */
const rowsUnderWay = 32

/** `same`: both sides are documents to the embedder; `query-document`: the rows are queries. */
export type Roles = 'same' | 'query-document'

/** The distinct texts that an embedder needs for the blocks, by role. */
export function textsOf(blocks: readonly Block[], roles: Roles): ReadonlyMap<Role, readonly string[]> {
  const documents = new Set(blocks.flatMap(block => block.documents))
  const queries = blocks.flatMap(block => block.queries)
  if (roles === 'same') return new Map([['document', [...new Set([...documents, ...queries])]]])
  return new Map<Role, readonly string[]>([
    ['document', [...documents]],
    ['query', [...new Set(queries)]],
  ])
}

/**
 * The similarities of the blocks as cosines, each block row-major (queries × documents). Every distinct text
 * is asked for once, whatever the number of blocks.
 */
export async function embedBlocks(
  embedder: Embedder,
  blocks: readonly Block[],
  roles: Roles,
  signal?: AbortSignal,
): Promise<Float64Array[]> {
  const vectors = new Map<Role, { rows: Vectors; index: Map<string, number> }>()
  for (const [role, texts] of textsOf(blocks, roles)) {
    const { vectors: rows } = await embedder.embed(texts, { role, ...(signal && { signal }) })
    vectors.set(role, { rows, index: new Map(texts.map((text, index) => [text, index])) })
  }
  const pick = (role: Role, texts: readonly string[]) => {
    const { rows, index } = vectors.get(role)!
    return pickRows(
      rows,
      texts.map(text => index.get(text)!),
    )
  }
  return blocks.map(({ queries, documents }) => {
    const right = pick('document', documents)
    const alike = roles === 'same' && isSameList(queries, documents)
    return cosineMatrix(alike ? right : pick(roles === 'same' ? 'document' : 'query', queries), right)
  })
}

/** The raw relevances of the blocks, each row-major (queries × documents). */
export async function scoreBlocks(
  reranker: Reranker,
  blocks: readonly Block[],
  signal?: AbortSignal,
): Promise<Float64Array[]> {
  const results = blocks.map(({ queries, documents }) => new Float64Array(queries.length * documents.length))
  const rows = blocks.flatMap(({ queries, documents }, block) =>
    queries.map((query, row) => ({
      query,
      documents,
      target: results[block],
      offset: row * documents.length,
    })),
  )
  await bounded(rows.length, rowsUnderWay, async turn => {
    const { query, documents, target, offset } = rows[turn]
    const { scores } = await reranker.score(query, documents, signal ? { signal } : {})
    target.set(scores, offset)
  })
  return results
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((text, index) => text === b[index]))
}
