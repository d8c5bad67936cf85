import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/** A direction of a symmetric matrix. */
export interface EigenPair {
  readonly value: number
  /** Of length 1; its sign means nothing. */
  readonly vector: Float64Array
}

/** The `most` largest eigenvalues of a symmetric n × n matrix with their vectors, largest first. O(n³). */
export function largestEigenPairs(symmetric: Float64Array, n: number, most: number): EigenPair[] {
  const matrix = Matrix.from1DArray(n, n, symmetric)
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  })
  return realEigenvalues
    .map((value, at) => ({ value, vector: Float64Array.from(eigenvectorMatrix.getColumn(at)) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, most)
}
