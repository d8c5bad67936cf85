import { unitOf } from '../math/scale.ts'

/** Vectors, those of a model or any others: all of one length, finite, none of them zeros. */
export type Rows = readonly (Float32Array | Float64Array)[]

/** Rows and columns of a tile: 16 vectors of a few hundred doubles on each side stay in the first-level caches. */
const tile = 16

/**
 * Cosine of every row of `left` with every row of `right`, row-major (left × right). Products are
 * summed in float64 over unit vectors made once, the only copy of the rows, tile by tile, two by two.
 * O(left · right · dimensions).
 * When both sides are the same object only one half is computed and mirrored, so the result is exactly symmetric.
 */
export function cosineMatrix(left: Rows, right: Rows): Float64Array {
  const same = left === right
  const a = unitRows(left)
  const b = same ? a : unitRows(right)
  const rows = left.length
  const columns = right.length
  const dimensions = left[0]?.length ?? 0
  const cosines = new Float64Array(rows * columns)
  for (let top = 0; top < rows; top += tile) {
    const bottom = Math.min(top + tile, rows)
    for (let start = same ? top : 0; start < columns; start += tile) {
      cosineTile(a, b, cosines, dimensions, columns, top, bottom, start, Math.min(start + tile, columns))
    }
  }
  if (same) mirror(cosines, rows)
  return cosines
}

function cosineTile(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  dimensions: number,
  columns: number,
  top: number,
  bottom: number,
  start: number,
  end: number,
): void {
  for (let i = top; i < bottom; i += 2) {
    // The last row or column of an odd tile is paired with itself: a little work twice instead of a second loop.
    const second = Math.min(i + 1, bottom - 1)
    for (let j = start; j < end; j += 2) {
      const right = Math.min(j + 1, end - 1)
      const a0 = i * dimensions
      const a1 = second * dimensions
      const b0 = j * dimensions
      const b1 = right * dimensions
      let s00 = 0
      let s01 = 0
      let s10 = 0
      let s11 = 0
      for (let k = 0; k < dimensions; k++) {
        const x0 = a[a0 + k]
        const x1 = a[a1 + k]
        const y0 = b[b0 + k]
        const y1 = b[b1 + k]
        s00 += x0 * y0
        s01 += x0 * y1
        s10 += x1 * y0
        s11 += x1 * y1
      }
      out[i * columns + j] = s00
      out[i * columns + right] = s01
      out[second * columns + j] = s10
      out[second * columns + right] = s11
    }
  }
}

/** The rows as float64, each divided by its length, however small or large its numbers are. */
function unitRows(rows: Rows): Float64Array {
  const dimensions = rows[0]?.length ?? 0
  const unit = new Float64Array(rows.length * dimensions)
  for (const [row, vector] of rows.entries()) {
    const start = row * dimensions
    const scale = unitOf(vector)
    let squares = 0
    for (let k = 0; k < dimensions; k++) {
      const part = vector[k] / scale
      unit[start + k] = part
      squares += part * part
    }
    const length = Math.sqrt(squares)
    for (let k = 0; k < dimensions; k++) unit[start + k] /= length
  }
  return unit
}

function mirror(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i]
}
