/** The chance that a family of comparisons reports any difference at all where there is none. */
export const significanceLevel = 0.05

/**
 * p-values adjusted for how many there are (Holm 1979): the least level of the whole family at which each is
 * still rejected. In [0, 1], never below the p-value itself, in the order given. O(n log n).
 */
export function holm(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b])
  const adjusted = new Array<number>(values.length)
  let highest = 0
  for (const [rank, at] of order.entries()) {
    highest = Math.max(highest, Math.min(1, values[at] * (values.length - rank)))
    adjusted[at] = highest
  }
  return adjusted
}

/**
 * The level at which each p-value is tested, in the order given: that of the whole family over the number of those
 * that are as large or larger. One is rejected where it is at most its level, and all smaller ones are rejected.
 * O(n log n).
 */
export function holmLevels(values: readonly number[], level: number): number[] {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b])
  const levels = new Array<number>(values.length)
  for (const [rank, at] of order.entries()) levels[at] = level / (values.length - rank)
  return levels
}
