/** Something of each pair i < j of n items, in the order of rows. */
export function overPairs(n: number, of: (i: number, j: number) => number): Float64Array {
  const all = new Float64Array((n * (n - 1)) / 2)
  for (let i = 0, at = 0; i < n; i++) for (let j = i + 1; j < n; j++) all[at++] = of(i, j)
  return all
}
