import { seededRandom } from '../base/random.ts'
import { resampleHalves, resampleItems, resamplesFor } from '../math/bootstrap.ts'

/** The draws of a series' items: equal for all models of the series, so that they can be paired. */
export interface Resamples {
  readonly n: number
  readonly count: number
  /** How often each item is drawn, with replacement: count × n, row-major. */
  readonly items: Uint16Array
  /** 1 for each item of a half drawn without replacement, else 0: count × n, row-major. */
  readonly halves: Uint16Array
}

/** The first draws of many; where there are no more, all. */
export function firstOf({ n, count, items, halves }: Resamples, most: number): Resamples {
  const kept = Math.min(count, most)
  return { n, count: kept, items: items.subarray(0, kept * n), halves: halves.subarray(0, kept * n) }
}

/** The weights of the items in each draw. */
export function itemDraws({ n, count, items }: Resamples): Uint16Array[] {
  return Array.from({ length: count }, (_, draw) => items.subarray(draw * n, (draw + 1) * n))
}

/** @param seed the run's seed; the draws depend on it and on the series only */
export function resamplesOf(series: string, n: number, seed: number): Resamples {
  const count = resamplesFor(n)
  return {
    n,
    count,
    items: resampleItems(n, count, seededRandom(seed, 'bootstrap', series)),
    halves: resampleHalves(n, count, seededRandom(seed, 'halves', series)),
  }
}
