import { type Role, rowsOf, type VectorPart } from '../models/embedder.ts'
import type { ScorePart } from '../models/reranker.ts'
import { type Block, isSameList, type Roles } from './block.ts'
import { cosineMatrix } from './gram.ts'

/** The similarities of a block while its answers come. */
export interface GrowingBlock {
  /** Row-major (queries × documents); NaN where there is no answer yet. Computed when called, from what is new since. */
  values(): Float64Array
  /** Takes answers to texts; says whether some belong here. */
  vectors(texts: readonly string[], role: Role, part: VectorPart): boolean
  /** Takes answers to pairs; says whether some belong here. */
  scores(query: string, documents: readonly string[], part: ScorePart): boolean
}

/** The cosines of a block as an embedder answers. What is reported at the end is what `embedBlocks` gives. */
export function growingCosines({ queries, documents }: Block, roles: Roles): GrowingBlock {
  const values = new Float64Array(queries.length * documents.length).fill(Number.NaN)
  const rows = growingSide(queries, roles === 'same' ? 'document' : 'query')
  const columns = growingSide(documents, 'document')
  const fill = (down: readonly number[], across: readonly number[]) => {
    const cosines = cosineMatrix(rows.pick(down), columns.pick(across))
    for (const [i, row] of down.entries()) {
      for (const [j, column] of across.entries())
        values[row * documents.length + column] = cosines[i * across.length + j]
    }
  }
  return {
    values() {
      const [down, across] = [rows.takeFresh(), columns.takeFresh()]
      fill(down, columns.known())
      fill(rows.known(), across)
      return values
    },
    vectors(texts, role, part) {
      const taken = [rows.take(texts, role, part), columns.take(texts, role, part)]
      return taken.includes(true)
    },
    scores: () => false,
  }
}

/** The vectors of one side of a block as they come. */
function growingSide(side: readonly string[], sideRole: Role) {
  const placeOf = new Map(side.map((text, place) => [text, place]))
  const vectors = new Map<number, Float32Array>()
  let fresh: number[] = []
  let length: number | undefined
  return {
    take(texts: readonly string[], role: Role, { indices, vectors: answer }: VectorPart) {
      const { dimensions } = answer
      length ??= dimensions
      // Vectors of two lengths are refused by who asked for them.
      if (role !== sideRole || dimensions !== length) return false
      const before = fresh.length
      const rows = rowsOf(answer)
      for (const [row, index] of indices.entries()) {
        const place = placeOf.get(texts[index])
        if (place === undefined || vectors.has(place)) continue
        vectors.set(place, rows[row])
        fresh.push(place)
      }
      return fresh.length > before
    },
    takeFresh() {
      const taken = fresh
      fresh = []
      return taken
    },
    known: () => [...vectors.keys()],
    pick: (places: readonly number[]) => places.map(place => vectors.get(place)!),
  }
}

/** The scores of a block as a reranker answers. */
export function growingScores(block: Block, listwise: boolean): GrowingBlock {
  const width = block.documents.length
  const values = new Float64Array(block.queries.length * width).fill(Number.NaN)
  const rowOf = new Map(block.queries.map((query, row) => [query, row]))
  const columnOf = new Map(block.documents.map((document, column) => [document, column]))
  return {
    values: () => values,
    vectors: () => false,
    scores(query, documents, { indices, scores }) {
      const row = rowOf.get(query)
      // The scores of another list are not those of this one.
      if (row === undefined || (listwise && !isSameList(documents, block.documents))) return false
      let taken = false
      for (const [at, index] of indices.entries()) {
        const column = columnOf.get(documents[index])
        if (column === undefined) continue
        values[row * width + column] = scores[at]
        taken = true
      }
      return taken
    },
  }
}
