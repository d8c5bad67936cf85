import { seededRandom } from '../../base/random.ts'
import { percentileInterval, resampleItems, resamplesFor } from '../../math/bootstrap.ts'
import { mean, weightedMean } from '../../math/quantile.ts'
import type { Interval } from '../../measures/resamples.ts'

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
