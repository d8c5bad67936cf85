/** Similarities of n items with each other: row = anchor or query, column = document. */
export interface Similarity {
  readonly n: number
  /** n × n, row-major, diagonal included; finite. */
  readonly data: Float64Array
  /** Whether S[i][j] = S[j][i] by construction; decides which measures apply. */
  readonly symmetric: boolean
  /** Whether S is the Gram matrix of unit vectors: the cosines of an embedder whose two sides have one role. Then it is symmetric. */
  readonly gram: boolean
}
