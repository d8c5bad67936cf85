/** Numbers of every pair of n items. */
export interface PairTable {
  readonly n: number
  /** Pairs i < j, or all ordered pairs in the order of the rows. */
  readonly symmetric: boolean
  /** Columns. */
  readonly width: number
  /** pairs × width, row-major. */
  readonly columns: Float64Array
}

/**
 * Sums of squares and products of the columns about their means, pairs weighing w_i · w_j; of ordered pairs about
 * the means of each row. width², row-major. O(n² · width²).
 */
export function productsUnder(
  { n, symmetric, width, columns }: PairTable,
  weights: ArrayLike<number>,
): Float64Array {
  const all = new Float64Array(width * width)
  const sums = new Float64Array(width)
  let mass = 0
  let at = 0
  const takeOffMeans = () => {
    if (mass > 0)
      for (let a = 0; a < width; a++)
        for (let b = 0; b < width; b++) all[a * width + b] -= (sums[a] * sums[b]) / mass
    sums.fill(0)
    mass = 0
  }
  for (let i = 0; i < n; i++) {
    const anchor = weights[i]
    for (let j = symmetric ? i + 1 : 0; j < n; j++) {
      if (i === j) continue
      const weight = anchor * weights[j]
      if (weight > 0) {
        mass += weight
        for (let a = 0; a < width; a++) {
          const value = weight * columns[at + a]
          sums[a] += value
          for (let b = a; b < width; b++) all[a * width + b] += value * columns[at + b]
        }
      }
      at += width
    }
    if (!symmetric) takeOffMeans()
  }
  if (symmetric) takeOffMeans()
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) all[a * width + b] = all[b * width + a]
  return all
}
