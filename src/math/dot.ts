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
