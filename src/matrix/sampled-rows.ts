import type { Embedder, Role } from '../models/embedder.ts'
import type { Series } from '../series/series.ts'
import { cosineMatrix, type Rows } from './gram.ts'
import type { PairwiseReference } from './references/reference.ts'

/** Texts in one call of an embedder: what the layers around it hold of a call is this much at most. */
const textsInCall = 4096

/** Anchors whose rows are there at once, and documents that they meet at once. */
const anchorsAtOnce = 64
const documentsAtOnce = 1024

/** Vectors of many texts, row-major, in one array. */
export interface VectorTable {
  readonly dimensions: number
  readonly data: Float32Array
}

/** The vectors of many texts. Of equal texts each is asked for. */
export async function vectorTable(
  embedder: Embedder,
  texts: readonly string[],
  role: Role,
  signal?: AbortSignal,
): Promise<VectorTable> {
  let table: VectorTable | undefined
  for (let from = 0; from < texts.length; from += textsInCall) {
    const some = texts.slice(from, from + textsInCall)
    const { vectors } = await embedder.embed(some, { role, ...(signal && { signal }) })
    const { dimensions } = vectors
    table ??= { dimensions, data: new Float32Array(texts.length * dimensions) }
    table.data.set(vectors.data, from * dimensions)
  }
  return table!
}

/**
 * The cosines of some rows of one table with all rows of another, some at a time: never more than a few rows are in memory.
 * O(anchors · documents · dimensions).
 */
export function* cosineRows(left: VectorTable, right: VectorTable): Generator<Float64Array> {
  const anchors = left.data.length / left.dimensions
  const n = right.data.length / right.dimensions
  for (let top = 0; top < anchors; top += anchorsAtOnce) {
    const some = rowsBetween(left, top, Math.min(anchors, top + anchorsAtOnce))
    const rows = some.map(() => new Float64Array(n))
    for (let from = 0; from < n; from += documentsAtOnce) {
      const width = Math.min(n - from, documentsAtOnce)
      const cosines = cosineMatrix(some, rowsBetween(right, from, from + width))
      for (const [at, row] of rows.entries()) row.set(cosines.subarray(at * width, (at + 1) * width), from)
    }
    yield* rows
  }
}

function rowsBetween({ dimensions, data }: VectorTable, from: number, to: number): Rows {
  return Array.from({ length: to - from }, (_, at) =>
    data.subarray((from + at) * dimensions, (from + at + 1) * dimensions),
  )
}

/** The rows of some anchors of a table. */
export function pickRows({ dimensions, data }: VectorTable, places: readonly number[]): VectorTable {
  const picked = new Float32Array(places.length * dimensions)
  for (const [at, place] of places.entries())
    picked.set(data.subarray(place * dimensions, (place + 1) * dimensions), at * dimensions)
  return { dimensions, data: picked }
}

/**
 * What a reference says of an anchor and some documents. Only these are looked at, and the longest of the series, which a string
 * matcher may measure against.
 */
export function referenceRow(
  { compare }: PairwiseReference,
  series: Series,
  anchor: number,
  places: readonly number[],
): Float64Array {
  const all = [anchor, longestPlace(series), ...places]
  const similarity = compare({
    ...series,
    texts: all.map(place => series.texts[place]),
    values: all.map(place => series.values[place]),
  })
  return Float64Array.from(places, (_, at) => similarity(0, at + 2))
}

/** The rows of some anchors with all documents, a few documents at a time. */
export function referenceRows(
  { compare }: PairwiseReference,
  series: Series,
  anchors: readonly number[],
): Float64Array[] {
  const { texts, values } = series
  const n = texts.length
  const first = [longestPlace(series), ...anchors]
  const rows = anchors.map(() => new Float64Array(n))
  for (let from = 0; from < n; from += documentsAtOnce) {
    const to = Math.min(n, from + documentsAtOnce)
    const similarity = compare({
      ...series,
      texts: [...first.map(place => texts[place]), ...texts.slice(from, to)],
      values: [...first.map(place => values[place]), ...values.slice(from, to)],
    })
    for (const [at, row] of rows.entries())
      for (let place = from; place < to; place++) row[place] = similarity(at + 1, first.length + place - from)
  }
  return rows
}

const longest = new WeakMap<Series, number>()

function longestPlace(series: Series): number {
  const known = longest.get(series)
  if (known !== undefined) return known
  const lengths = series.texts.map(text => Array.from(text).length)
  const place = lengths.reduce((best, length, at) => (length > lengths[best] ? at : best), 0)
  longest.set(series, place)
  return place
}
