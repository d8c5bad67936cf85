/**
 * Ranks from 1 to n in ascending order; equal values share the mean of their ranks. O(n log n).
 * NaN is not a value: the caller keeps it out.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const { ranks, starts } = levelled(values)
  return Float64Array.from(ranks, level => (starts[level] + 1 + starts[level + 1]) / 2)
}

/** The indices of `values` from the smallest value to the largest; equal values keep their order. */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: values.length }, (_, index) => index)
  return order.sort((a, b) => values[a] - values[b] || a - b)
}

/** For each value, the index of its level among the distinct values in ascending order, from 0. */
export function denseRanks(values: ArrayLike<number>): { ranks: Uint32Array; levels: number } {
  const { ranks, starts } = levelled(values)
  return { ranks, levels: starts.length - 1 }
}

interface Levelled {
  readonly ranks: Uint32Array
  /** How many values are below each level; one more at the end. */
  readonly starts: Uint32Array
}

/** Numbers are sorted without a comparison in JavaScript, which takes most of the time of a sort. */
function levelled(values: ArrayLike<number>): Levelled {
  const sorted = Float64Array.from(values).sort()
  const starts = new Uint32Array(sorted.length + 1)
  let levels = 0
  for (let at = 0; at < sorted.length; at++) {
    if (levels > 0 && sorted[at] === sorted[levels - 1]) continue
    // What is written over has been read: there are no more levels than values so far.
    sorted[levels] = sorted[at]
    starts[levels++] = at
  }
  starts[levels] = sorted.length
  const ranks = new Uint32Array(sorted.length)
  for (let at = 0; at < sorted.length; at++) {
    let low = 0
    let high = levels - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle] < values[at]) low = middle + 1
      else high = middle
    }
    ranks[at] = low
  }
  return { ranks, starts: starts.subarray(0, levels + 1) }
}
