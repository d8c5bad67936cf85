import { unitOf } from '../math/scale.ts'

/** Vectors, those of a model or any others: all of one length, finite, none of them zeros. */
export type Rows = readonly (Float32Array | Float64Array)[]

/** Rows and columns of a tile: 18 vectors of a few hundred doubles on each side stay in the first-level caches. */
const tile = 18

/**
 * Cosine of every row of `left` with every row of `right`, row-major (left × right). Products are
 * summed in float64 over unit vectors made once, the only copy of the rows, tile by tile, three by three: what nine sums hold in registers is loaded once for three of them.
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
  for (let i = top; i < bottom; i += 3) {
    // The last rows or columns of a tile are paired with themselves: a little work twice instead of more loops.
    const a0 = i * dimensions
    const a1 = Math.min(i + 1, bottom - 1) * dimensions
    const a2 = Math.min(i + 2, bottom - 1) * dimensions
    for (let j = start; j < end; j += 3) {
      const b0 = j * dimensions
      const b1 = Math.min(j + 1, end - 1) * dimensions
      const b2 = Math.min(j + 2, end - 1) * dimensions
      let s00 = 0
      let s01 = 0
      let s02 = 0
      let s10 = 0
      let s11 = 0
      let s12 = 0
      let s20 = 0
      let s21 = 0
      let s22 = 0
      for (let k = 0; k < dimensions; k++) {
        const x0 = a[a0 + k]
        const x1 = a[a1 + k]
        const x2 = a[a2 + k]
        const y0 = b[b0 + k]
        const y1 = b[b1 + k]
        const y2 = b[b2 + k]
        s00 += x0 * y0
        s01 += x0 * y1
        s02 += x0 * y2
        s10 += x1 * y0
        s11 += x1 * y1
        s12 += x1 * y2
        s20 += x2 * y0
        s21 += x2 * y1
        s22 += x2 * y2
      }
      const row0 = i * columns
      const row1 = Math.min(i + 1, bottom - 1) * columns
      const row2 = Math.min(i + 2, bottom - 1) * columns
      const second = Math.min(j + 1, end - 1)
      const third = Math.min(j + 2, end - 1)
      out[row0 + j] = s00
      out[row0 + second] = s01
      out[row0 + third] = s02
      out[row1 + j] = s10
      out[row1 + second] = s11
      out[row1 + third] = s12
      out[row2 + j] = s20
      out[row2 + second] = s21
      out[row2 + third] = s22
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
