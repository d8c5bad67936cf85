import { bounded } from '../base/bounded.ts'
import { type Embedder, type Role, rowsOf } from '../models/embedder.ts'
import type { Reranker } from '../models/reranker.ts'
import { cosineMatrix } from './gram.ts'

/** A rectangle of similarities to ask for: each query against every document. */
export interface Block {
  readonly queries: readonly string[]
  readonly documents: readonly string[]
  /**
   * The documents in the order in which a reranker is given them, where that of `documents` gives the answer away to one
   * that scores by place in the list. Answers come in the order of `documents` all the same.
   */
  readonly given?: readonly string[]
}

/** Rows of scores asked for at once; the model's own limit decides how many requests that makes. */
const rowsUnderWay = 32

/** `same`: both sides are documents to the embedder; `query-document`: the rows are queries. */
export const roles = ['same', 'query-document'] as const

/** What texts are to an embedder: all of them documents, or the rows of a matrix queries. */
export type Roles = (typeof roles)[number]

/** The roles in which a model is asked: one that takes none is asked for each text once. */
export function rolesFor(model: Embedder | Reranker, roles: Roles): Roles {
  return model.kind === 'embedder' && model.takesRoles === false ? 'same' : roles
}

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
  const vectors = new Map<Role, ReadonlyMap<string, Float32Array>>()
  for (const [role, texts] of textsOf(blocks, roles)) {
    const answer = await embedder.embed(texts, { role, ...(signal && { signal }) })
    const rows = rowsOf(answer.vectors)
    vectors.set(role, new Map(texts.map((text, at) => [text, rows[at]])))
  }
  const pick = (role: Role, texts: readonly string[]) => texts.map(text => vectors.get(role)!.get(text)!)
  return blocks.map(({ queries, documents }) => {
    const right = pick('document', documents)
    const alike = roles === 'same' && isSameList(queries, documents)
    return cosineMatrix(alike ? right : pick(roles === 'same' ? 'document' : 'query', queries), right)
  })
}

/** What a reranker is asked in one call, and the rows of the blocks that its answer fills. */
export interface Call {
  readonly query: string
  readonly documents: readonly string[]
  readonly rows: readonly { readonly block: Block; readonly row: number }[]
}

/**
 * The calls that a reranker needs for the blocks, so that no pair is asked for twice: each query once, with
 * the documents of all its blocks. The scores of a listwise reranker hold for one list only: there each query
 * once with each list.
 */
export function callsOf(blocks: readonly Block[], listwise: boolean): Call[] {
  const lists = blocks.map(({ documents, given = documents }) => given)
  const listOf = lists.map(list => lists.findIndex(other => isSameList(list, other)))
  const rows = blocks.flatMap((block, index) =>
    block.queries.map((query, row) => ({ block, row, query, list: listOf[index] })),
  )
  const groups = Map.groupBy(rows, ({ query, list }) => (listwise ? JSON.stringify([list, query]) : query))
  return [...groups.values()].map(group => {
    const [{ query }] = group
    const documents = [...new Set(group.map(({ list }) => list))].map(list => lists[list])
    const together = documents.length === 1 ? documents[0] : [...new Set(documents.flat())]
    return { query, documents: together, rows: group }
  })
}

/** The raw relevances of the blocks, each row-major (queries × documents). */
export async function scoreBlocks(
  reranker: Reranker,
  blocks: readonly Block[],
  signal?: AbortSignal,
): Promise<Float64Array[]> {
  const results = new Map(
    blocks.map(block => [block, new Float64Array(block.queries.length * block.documents.length)]),
  )
  const calls = callsOf(blocks, reranker.listwise)
  await bounded(calls.length, rowsUnderWay, async turn => {
    const { query, documents, rows } = calls[turn]
    const { scores } = await reranker.score(query, documents, signal ? { signal } : {})
    for (const { block, row } of rows) {
      const target = results.get(block)!
      target.set(pickScores(scores, documents, block.documents), row * block.documents.length)
    }
  })
  return blocks.map(block => results.get(block)!)
}

function pickScores(
  scores: Float64Array,
  documents: readonly string[],
  wanted: readonly string[],
): Float64Array {
  if (isSameList(documents, wanted)) return scores
  const places = new Map(documents.map((document, place) => [document, place]))
  return Float64Array.from(wanted, document => scores[places.get(document)!])
}

/** Whether two lists hold the same texts in the same order. */
export function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((text, index) => text === b[index]))
}
