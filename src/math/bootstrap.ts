import { type Random, randomInteger } from '../base/random.ts'
import { quantileOfSorted } from './quantile.ts'

/**
 * How often each of n items is drawn in each resample of n draws with replacement, row-major
 * (resamples × n). Efron 1979; items, not pairs, because pairs that share an item are not independent.
 */
export function resampleItems(n: number, resamples: number, random: Random): Uint16Array {
  const counts = new Uint16Array(n * resamples)
  for (let resample = 0; resample < resamples; resample++) {
    for (let draw = 0; draw < n; draw++) counts[resample * n + randomInteger(random, n)]++
  }
  return counts
}

/**
 * Which ⌊n/2⌋ of n items each half holds, drawn without replacement: 1 or 0, row-major (halves × n). Half of
 * the items without replacement vary as much about their mean as n items do about the truth (Politis and
 * Romano 1994, with the correction for a finite population).
 */
export function resampleHalves(n: number, halves: number, random: Random): Uint16Array {
  const members = new Uint16Array(n * halves)
  const order = Uint32Array.from({ length: n }, (_, item) => item)
  for (let half = 0; half < halves; half++) {
    for (let place = 0; place < Math.floor(n / 2); place++) {
      const chosen = place + randomInteger(random, n - place)
      const item = order[chosen]
      order[chosen] = order[place]
      order[place] = item
      members[half * n + item] = 1
    }
  }
  return members
}

/** Resamples for n items: 1,000 up to n = 200, then 200. */
export function resamplesFor(n: number): number {
  return n <= 200 ? 1000 : 200
}

/**
 * The percentile interval of a bootstrap distribution. A resample where the statistic is undefined counts as
 * lying beyond both ends; null when so many are that an end is one of them.
 */
export function percentileInterval(
  values: ArrayLike<number>,
  level = 0.95,
): readonly [number, number] | null {
  const defined = Float64Array.from(values)
    .filter(value => !Number.isNaN(value))
    .sort()
  const unknown = values.length - defined.length
  const place = ((values.length - 1) * (1 - level)) / 2 - unknown
  if (defined.length === 0 || place < 0) return null
  const tail = defined.length === 1 ? 0 : place / (defined.length - 1)
  return [quantileOfSorted(defined, tail), quantileOfSorted(defined, 1 - tail)]
}
