import { unitOf } from '../math/scale.ts'
import { type GramKernel, gramKernel, panelRows } from './gram-kernel.ts'

/** Vectors, those of a model or any others: all of one length, finite, none of them zeros. */
export type Rows = readonly (Float32Array | Float64Array)[]

/** Rows that are multiplied at once: of 512 dimensions they stay in a second-level cache. A multiple of a panel's. */
const stripRows = 64

/** Doubles of the columns that are in the kernel's memory at once: 8 MB. */
const blockDoubles = 2 ** 20

/** Side of the squares in which a matrix is mirrored. */
const square = 16

/**
 * Cosine of every row of `left` with every row of `right`, row-major (left × right): products of unit vectors,
 * summed in float64 in the order of the dimensions. O(left · right · dimensions).
 * When both sides are the same object only one half is computed and mirrored, so the result is exactly symmetric.
 * Beside the result no more than some MB are used, however many rows there are.
 */
export function cosineMatrix(left: Rows, right: Rows): Float64Array {
  return cosinesBy(gramKernel(), left, right)
}

/** `cosineMatrix` by one of the kernels, which all give the same bits. */
export function cosinesBy(kernel: GramKernel, left: Rows, right: Rows): Float64Array {
  const same = left === right
  const cosines = new Float64Array(left.length * right.length)
  const depth = left[0]?.length ?? 0
  const most = Math.max(stripRows, Math.floor(blockDoubles / Math.max(1, depth) / panelRows) * panelRows)
  for (let start = 0; start < right.length; start += most)
    fillColumns(kernel, cosines, left, right, start, Math.min(start + most, right.length))
  if (same) mirror(cosines, left.length)
  return cosines
}

/** The columns of a block; of a symmetric matrix those above its diagonal. */
function fillColumns(
  kernel: GramKernel,
  cosines: Float64Array,
  left: Rows,
  right: Rows,
  start: number,
  end: number,
): void {
  const same = left === right
  const depth = right[0].length
  const columns = 0
  const own = panelsOf(end - start) * panelRows * depth
  const out = own + stripRows * depth
  const memory = kernel.memory(out + stripRows * panelsOf(end - start) * panelRows)
  packUnits(right, start, end, memory, columns)
  for (let top = 0; top < (same ? end : left.length); top += stripRows) {
    const bottom = Math.min(top + stripRows, same ? end : left.length)
    const first = same ? Math.max(start, top) : start
    const isPacked = same && top >= start
    if (!isPacked) packUnits(left, top, bottom, memory, own)
    const columnPanels = panelsOf(end - first)
    kernel.multiply({
      rows: isPacked ? columns + (top - start) * depth : own,
      columns: columns + (first - start) * depth,
      out,
      depth,
      rowPanels: panelsOf(bottom - top),
      columnPanels,
      ahead: same ? (first - top) / panelRows + 1 : stripRows,
    })
    for (let row = top; row < bottom; row++) {
      const place = out + (row - top) * columnPanels * panelRows
      cosines.set(memory.subarray(place, place + end - first), row * right.length + first)
    }
  }
}

function panelsOf(rows: number): number {
  return Math.ceil(rows / panelRows)
}

/** Some rows as float64, each divided by its length, however small or large its numbers are, in panels. */
function packUnits(rows: Rows, from: number, to: number, memory: Float64Array, place: number): void {
  const depth = rows[from].length
  for (let at = 0; at < panelsOf(to - from) * panelRows; at++) {
    const start = place + (at - (at % panelRows)) * depth + (at % panelRows)
    if (from + at < to) packUnit(rows[from + at], memory, start)
    else for (let k = 0; k < depth; k++) memory[start + k * panelRows] = 0
  }
}

function packUnit(vector: Float32Array | Float64Array, memory: Float64Array, start: number): void {
  const scale = unitOf(vector)
  let squares = 0
  for (let k = 0; k < vector.length; k++) {
    const part = vector[k] / scale
    squares += part * part
  }
  const length = Math.sqrt(squares)
  for (let k = 0; k < vector.length; k++) memory[start + k * panelRows] = vector[k] / scale / length
}

/** Fills the lower half of a matrix from the upper one. */
function mirror(matrix: Float64Array, n: number): void {
  for (let top = 0; top < n; top += square) {
    for (let start = 0; start <= top; start += square) {
      for (let i = top; i < Math.min(top + square, n); i++)
        for (let j = start; j < Math.min(start + square, i); j++) matrix[i * n + j] = matrix[j * n + i]
    }
  }
}
