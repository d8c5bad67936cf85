/** Row i of an n × n matrix without its diagonal, in order. */
export function offDiagonalRow(matrix: Float64Array, n: number, i: number): Float64Array {
  const row = new Float64Array(n - 1)
  row.set(matrix.subarray(i * n, i * n + i))
  row.set(matrix.subarray(i * n + i + 1, (i + 1) * n), i)
  return row
}

/** The entries off the diagonal of an n × n matrix: all, or each unordered pair once (i < j). */
export function offDiagonal(matrix: Float64Array, n: number, each: 'ordered' | 'unordered'): Float64Array {
  const entries = new Float64Array(each === 'ordered' ? n * (n - 1) : (n * (n - 1)) / 2)
  let at = 0
  for (let i = 0; i < n; i++) {
    for (let j = each === 'ordered' ? 0 : i + 1; j < n; j++) if (i !== j) entries[at++] = matrix[i * n + j]
  }
  return entries
}
