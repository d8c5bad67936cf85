/**
 * The least and the greatest of values; Infinity and −Infinity for none, NaN where one is. `Math.max(...values)` puts
 * each of them on the stack, which has no room for a hundred thousand. O(n).
 */
export function extent(values: ArrayLike<number>): [least: number, greatest: number] {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (let at = 0; at < values.length; at++) {
    least = Math.min(least, values[at])
    greatest = Math.max(greatest, values[at])
  }
  return [least, greatest]
}
