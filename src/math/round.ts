/** `value` rounded to a number of significant decimal digits (1 to 21). */
export function roundSignificant(value: number, digits: number): number {
  return value === 0 || !Number.isFinite(value) ? value : Number(value.toPrecision(digits))
}

/** Values that differ by less than this share of their spread may count as equal: six digits of it. */
const shareOfSpread = 2 ** -20

/** What sums of doubles may be wrong by, as a share of their size: 256 units in the last place. */
const shareOfSize = 2 ** -44

/** Whether values that differ by so much, and are at most so large, differ by no more than sums of doubles may be wrong by. */
export function isLostInSums(spread: number, size: number): boolean {
  return spread <= shareOfSize * size
}

/**
 * The step to which values are rounded before they are compared: a power of two, at most a millionth of their spread
 * (max − min). It is never six digits of their size: what is added to all of them changes no order. Where the spread
 * is lost in the rounding of doubles, the step is what these can hold. 1 for no values, and where all are 0.
 */
export function stepOfSpread(values: ArrayLike<number>): number {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let at = 0; at < values.length; at++) {
    if (values[at] < least) least = values[at]
    if (values[at] > most) most = values[at]
  }
  // Halves, because the spread of finite numbers may be infinite.
  const spread = 2 * shareOfSpread * (most / 2 - least / 2)
  const size = shareOfSize * Math.max(Math.abs(least), Math.abs(most))
  const step = Math.max(spread, size)
  return step > 0 && Number.isFinite(step) ? 2 ** Math.floor(Math.log2(step)) : 1
}

/** `value` rounded to whole steps, of a step that `stepOfSpread` gave. */
export function roundToStep(value: number, step: number): number {
  return Math.round(value / step) * step
}

/** `values` rounded to a millionth of their spread: see `stepOfSpread`. */
export function roundedToSpread(values: Float64Array): Float64Array {
  const step = stepOfSpread(values)
  return values.map(value => roundToStep(value, step))
}
