/**
 * Ranks from 1 to n in ascending order; equal values share the mean of their ranks. O(n log n).
 * NaN is not a value: the caller keeps it out.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const n = values.length
  const order = ascendingOrder(values)
  const ranks = new Float64Array(n)
  for (let start = 0; start < n; ) {
    let end = start + 1
    while (end < n && values[order[end]] === values[order[start]]) end++
    const shared = (start + 1 + end) / 2
    for (let position = start; position < end; position++) ranks[order[position]] = shared
    start = end
  }
  return ranks
}

/** The indices of `values` from the smallest value to the largest; equal values keep their order. */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: values.length }, (_, index) => index)
  return order.sort((a, b) => values[a] - values[b] || a - b)
}

/** For each value, the index of its level among the distinct values in ascending order, from 0. */
export function denseRanks(values: ArrayLike<number>): { ranks: Uint32Array; levels: number } {
  const order = ascendingOrder(values)
  const ranks = new Uint32Array(values.length)
  let level = -1
  for (let position = 0; position < order.length; position++) {
    if (position === 0 || values[order[position]] !== values[order[position - 1]]) level++
    ranks[order[position]] = level
  }
  return { ranks, levels: level + 1 }
}
