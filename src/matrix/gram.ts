import { unitOf } from '../math/scale.ts'

/** Vectors, one a row: those of a model, or any others. */
export interface VectorRows {
  readonly count: number
  readonly dimensions: number
  /** count × dimensions; finite, no row of zeros. */
  readonly data: Float32Array | Float64Array
}

/** Rows and columns of a tile: 16 vectors of a few hundred doubles on each side stay in the first-level caches. */
const tile = 16

/**
 * Cosine of every row of `left` with every row of `right`, row-major (left.count × right.count). Products are
 * summed in float64 over unit vectors made once, tile by tile, two by two. O(left.count · right.count · dimensions).
 * When both sides are the same object only one half is computed and mirrored, so the result is exactly symmetric.
 */
export function cosineMatrix(left: VectorRows, right: VectorRows): Float64Array {
  const same = left === right
  const a = unitRows(left)
  const b = same ? a : unitRows(right)
  const rows = left.count
  const columns = right.count
  const { dimensions } = left
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
function unitRows({ count, dimensions, data }: VectorRows): Float64Array {
  const unit = new Float64Array(count * dimensions)
  for (let row = 0; row < count; row++) {
    const start = row * dimensions
    const scale = unitOf(data.subarray(start, start + dimensions))
    let squares = 0
    for (let k = 0; k < dimensions; k++) {
      const part = data[start + k] / scale
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
