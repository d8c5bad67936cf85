/**
 * The lower triangle L of A = L · Lᵀ, over the lower triangle of A, n × n; what is above the diagonal is left as
 * it is. NaN from the first pivot on that is not above 0. O(n³ / 6). Cholesky 1910.
 */
export function factorInPlace(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = 0; j < i; j++)
      matrix[row + j] = (matrix[row + j] - dot(matrix, row, matrix, j * n, j)) / matrix[j * n + j]
    const pivot = matrix[row + i] - dot(matrix, row, matrix, row, i)
    matrix[row + i] = pivot > 0 ? Math.sqrt(pivot) : Number.NaN
  }
}

/** A⁻¹ from the factor L of A, n × n, symmetric. O(n³ / 3). */
export function inverseFromFactor(factor: Float64Array, n: number): Float64Array {
  // Row j holds column j of L⁻¹, so that all inner loops run along rows.
  const columns = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    const row = j * n
    columns[row + j] = 1 / factor[row + j]
    for (let i = j + 1; i < n; i++)
      columns[row + i] = -dot(factor, i * n + j, columns, row + j, i - j) / factor[i * n + i]
  }
  const inverse = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = dot(columns, i * n + i, columns, j * n + i, n - i)
      inverse[i * n + j] = entry
      inverse[j * n + i] = entry
    }
  }
  return inverse
}

/** Replaces B, n × width, by A⁻¹ · B, from the factor L of A. O(n² · width). */
export function solveInPlace(factor: Float64Array, n: number, right: Float64Array, width: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) take(right, i, j, width, factor[i * n + j])
    for (let k = 0; k < width; k++) right[i * width + k] /= factor[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = 0; k < width; k++) right[i * width + k] /= factor[i * n + i]
    for (let j = 0; j < i; j++) take(right, j, i, width, factor[i * n + j])
  }
}

function take(rows: Float64Array, from: number, other: number, width: number, share: number): void {
  for (let k = 0; k < width; k++) rows[from * width + k] -= share * rows[other * width + k]
}

/**
 * The product of two stretches of numbers. Four sums side by side: one alone would wait for each addition.
 */
export function dot(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  length: number,
): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let at = 0
  for (; at + 3 < length; at += 4) {
    first += a[aStart + at] * b[bStart + at]
    second += a[aStart + at + 1] * b[bStart + at + 1]
    third += a[aStart + at + 2] * b[bStart + at + 2]
    fourth += a[aStart + at + 3] * b[bStart + at + 3]
  }
  for (; at < length; at++) first += a[aStart + at] * b[bStart + at]
  return first + second + (third + fourth)
}
