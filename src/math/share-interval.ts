/** The normal quantile of a 95 % interval. */
const z = 1.959963984540054

/**
 * The 95 % interval of a share by Wilson (1927): it holds for few trials too, and has width where all or none
 * succeeded, where a bootstrap has none.
 *
 * @param share between 0 and 1, of `count` trials; halves of a success may stand in it
 */
export function shareInterval(share: number, count: number): readonly [low: number, high: number] {
  const squared = z ** 2 / count
  const middle = (share + squared / 2) / (1 + squared)
  const half = (z / (1 + squared)) * Math.sqrt((share * (1 - share)) / count + squared / (4 * count))
  // The ends of none and of all are 0 and 1, except for rounding.
  return [share === 0 ? 0 : middle - half, share === 1 ? 1 : middle + half]
}
