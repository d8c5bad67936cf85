/** Squares, and squares of squares, of numbers between 2⁻²⁰⁰ and 2²⁰⁰ are doubles of full precision. */
const easy = 200

/**
 * The power of two by which numbers are divided before they are squared, so that no square is lost at either end of
 * what doubles can hold; 1 where they need none, and where all are 0. The division is exact except for subnormal
 * numbers, which become larger by it.
 */
export function unitOf(values: ArrayLike<number>): number {
  let largest = 0
  for (let at = 0; at < values.length; at++) {
    const size = Math.abs(values[at])
    if (size > largest) largest = size
  }
  if (largest === 0) return 1
  const exponent = Math.floor(Math.log2(largest))
  return Math.abs(exponent) <= easy ? 1 : 2 ** Math.max(-1022, Math.min(1023, exponent))
}
