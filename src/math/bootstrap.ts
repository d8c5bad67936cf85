import { type Random, randomInteger } from '../base/random.ts'
import { mean, quantileOfSorted } from './quantile.ts'

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
  return subsets(n, Math.floor(n / 2), halves, random)
}

/** Items that are left out of each draw of `resampleMost`: a tenth of them, one at least. */
function leftOut(n: number): number {
  return Math.max(1, Math.round(n / 10))
}

/** Which items each draw holds when a tenth is left out, as `resampleHalves` gives halves. */
export function resampleMost(n: number, draws: number, random: Random): Uint16Array {
  return subsets(n, n - leftOut(n), draws, random)
}

/**
 * Values on such draws with the spread that n items have about the truth, the mean as it was: m of n items without
 * replacement vary √(m/(n − m)) times less (Shao and Wu 1989, the delete-d jackknife). NaN stays.
 */
export function stretchedMost(values: Float64Array, n: number): Float64Array {
  const centre = mean(values.filter(value => !Number.isNaN(value)))
  const by = Math.sqrt((n - leftOut(n)) / leftOut(n))
  return values.map(value => centre + by * (value - centre))
}

/** Subsets of `size` of n items, without replacement: 1 or 0, row-major (draws × n). */
function subsets(n: number, size: number, draws: number, random: Random): Uint16Array {
  const members = new Uint16Array(n * draws)
  const order = Uint32Array.from({ length: n }, (_, item) => item)
  for (let draw = 0; draw < draws; draw++) {
    for (let place = 0; place < size; place++) {
      const chosen = place + randomInteger(random, n - place)
      const item = order[chosen]
      order[chosen] = order[place]
      order[place] = item
      members[draw * n + item] = 1
    }
  }
  return members
}

/** Resamples for n items: 1,000 up to n = 200, then 200. */
export function resamplesFor(n: number): number {
  return n <= 200 ? 1000 : 200
}

/**
 * The percentile interval of a value's bootstrap, widened to the value where that lies outside: resamples of a biased
 * statistic may all lie on one side of it, and an interval that excludes what was measured says nothing.
 */
export function intervalWith(value: number, values: ArrayLike<number>): readonly [number, number] | null {
  const interval = percentileInterval(values)
  return interval && [Math.min(interval[0], value), Math.max(interval[1], value)]
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
