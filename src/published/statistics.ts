import type { Interval } from '../index.ts'
import {
  mean,
  percentileInterval,
  resampleItems,
  resamplesFor,
  seededRandom,
  weightedMean,
} from '../statistics.ts'

/** The mean of something over independent items, with its 95 % interval: percentiles over resampled items. */
export function meanOver(
  items: ArrayLike<number>,
  seed: number,
  purpose: string,
): { readonly value: number; readonly interval: Interval | null } {
  const n = items.length
  const count = resamplesFor(n)
  const draws = resampleItems(n, count, seededRandom(seed, 'published', purpose))
  const values = Float64Array.from({ length: count }, (_, draw) =>
    weightedMean(items, draws.subarray(draw * n, (draw + 1) * n)),
  )
  return { value: mean(items), interval: percentileInterval(values) }
}

/** Something of each pair i < j of n items, in the order of rows. */
export function overPairs(n: number, of: (i: number, j: number) => number): Float64Array {
  const all = new Float64Array((n * (n - 1)) / 2)
  for (let i = 0, at = 0; i < n; i++) for (let j = i + 1; j < n; j++) all[at++] = of(i, j)
  return all
}
