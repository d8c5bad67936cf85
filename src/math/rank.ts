/**
 * Ranks from 1 to n in ascending order; equal values share the mean of their ranks. O(n log n).
 * NaN is not a value: the caller keeps it out.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const { ranks, starts } = levelled(values)
  const average = new Float64Array(ranks.length)
  for (let at = 0; at < ranks.length; at++) average[at] = (starts[ranks[at]] + 1 + starts[ranks[at] + 1]) / 2
  return average
}

/** The indices of `values` from the smallest value to the largest; equal values keep their order. */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  if (values.length >= radixFrom) return radixOrder(values)
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

function levelled(values: ArrayLike<number>): Levelled {
  return values.length >= radixFrom ? levelledInOrder(values) : levelledBySearch(values)
}

/** A few numbers: sorted without a comparison in JavaScript, which takes most of the time of a sort. */
function levelledBySearch(values: ArrayLike<number>): Levelled {
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

/** Many numbers, which are sorted by their digits. */
function levelledInOrder(values: ArrayLike<number>): Levelled {
  const order = radixOrder(values)
  const starts = new Uint32Array(order.length + 1)
  const ranks = new Uint32Array(order.length)
  let levels = 0
  for (let at = 0; at < order.length; at++) {
    if (at === 0 || values[order[at]] !== values[order[at - 1]]) starts[levels++] = at
    ranks[order[at]] = levels - 1
  }
  starts[levels] = order.length
  return { ranks, starts: starts.subarray(0, levels + 1) }
}

/** From so many numbers on, sorting by digits is faster than by comparison. */
const radixFrom = 256

/** Of a digit: a number of 64 bits has eight. */
const digitBits = 8
const digitSize = 2 ** digitBits

/**
 * As `ascendingOrder`: a stable radix sort of the bits of the numbers, lowest digit first. The bits of two positive
 * numbers are in the order of the numbers, those of negative ones turned round. Digits that are equal in all of the
 * numbers are passed over. O(n).
 */
function radixOrder(values: ArrayLike<number>): Uint32Array {
  const n = values.length
  // 0 and −0 are equal, and only their bits are not.
  const numbers = new Float64Array(n)
  const words = new Uint32Array(numbers.buffer)
  let order = new Uint32Array(n)
  let next = new Uint32Array(n)
  for (let at = 0; at < n; at++) {
    order[at] = at
    numbers[at] = values[at] + 0
    const isNegative = words[2 * at + 1] >>> 31 === 1
    words[2 * at] ^= isNegative ? 0xffffffff : 0
    words[2 * at + 1] ^= isNegative ? 0xffffffff : 0x80000000
  }
  const places = new Uint32Array(digitSize)
  for (let word = 0; word < 2; word++) {
    for (let shift = 0; shift < 32; shift += digitBits) {
      places.fill(0)
      for (let at = 0; at < n; at++) places[(words[2 * at + word] >>> shift) & (digitSize - 1)]++
      if (places[(words[word] >>> shift) & (digitSize - 1)] === n) continue
      let before = 0
      for (let digit = 0; digit < digitSize; digit++) {
        const own = places[digit]
        places[digit] = before
        before += own
      }
      for (let at = 0; at < n; at++) {
        const item = order[at]
        next[places[(words[2 * item + word] >>> shift) & (digitSize - 1)]++] = item
      }
      const filled = next
      next = order
      order = filled
    }
  }
  return order
}
