import type { Pooling } from './options.ts'

/** Numbers and their sizes, row-major. */
interface Numbers {
  readonly dims: readonly number[]
  readonly data: Float32Array | Float64Array
}

/**
 * The vector of each text from those of its tokens (texts × tokens × dimensions), summed in float64. Padding
 * stands behind the text and does not count: `last` is the last token that is not padding.
 * @param lengths tokens of each text, padding not counted
 */
export function pooled(
  { dims, data }: Numbers,
  lengths: readonly number[],
  pooling: Pooling,
): Float64Array[] {
  const [, tokens, dimensions] = dims
  return lengths.map((length, row) => {
    const start = row * tokens
    const [first, end] = pooling === 'mean' ? [0, length] : pooling === 'cls' ? [0, 1] : [length - 1, length]
    const sum = new Float64Array(dimensions)
    for (let token = start + first; token < start + end; token++) {
      for (let k = 0; k < dimensions; k++) sum[k] += data[token * dimensions + k]
    }
    for (let k = 0; k < dimensions; k++) sum[k] /= end - first
    return sum
  })
}

/** The rows of vectors that the weights have pooled themselves (texts × dimensions). */
export function rowsOf({ dims: [count, dimensions], data }: Numbers): Float64Array[] {
  return Array.from({ length: count }, (_, row) =>
    Float64Array.from(data.subarray(row * dimensions, (row + 1) * dimensions)),
  )
}

/** As `Math.hypot`, which takes many times as long for hundreds of arguments: no square is lost, nor any rounding. */
function lengthOf(vector: Float64Array): number {
  let largest = 0
  for (let k = 0; k < vector.length; k++) {
    const size = Math.abs(vector[k])
    // What is not a number stays one.
    if (!(size <= largest)) largest = size
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest
  let sum = 0
  let lost = 0
  for (let k = 0; k < vector.length; k++) {
    const share = vector[k] / largest
    const square = share * share - lost
    const next = sum + square
    lost = next - sum - square
    sum = next
  }
  return Math.sqrt(sum) * largest
}

/** A vector of length 1; one of zeros, or not finite, stays as it is, to be refused by its check. */
export function unit(vector: Float64Array): Float64Array {
  const length = lengthOf(vector)
  return length > 0 && Number.isFinite(length) ? vector.map(value => value / length) : vector
}
