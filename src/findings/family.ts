import { normalQuantile, normalTails } from '../math/distributions.ts'
import { holm, significanceLevel } from '../math/holm.ts'
import { type Asked, type Evidence, type Known, valueOn } from './finding.ts'

const reachOf95 = normalQuantile(0.975)

/** What a sentence is about: a value with its 95 % interval. */
export type Estimated = Pick<Known, 'value' | 'interval'>

/**
 * How probable such a value is where the truth is no more than `bound`: two-sided, of a normal error whose width is
 * that of the interval on the side of the bound. 1 where the interval reaches the bound, and where there is none.
 */
export function pAbove({ value, interval }: Estimated, bound: number): number {
  if (interval === null || interval[0] <= bound || value <= bound) return 1
  const [low, high] = interval
  // Percentiles need not hold the value itself.
  const half = value > low ? value - low : (high - low) / 2
  return half === 0 ? 0 : Math.min(significanceLevel, normalTails((reachOf95 * (value - bound)) / half))
}

/** The same where the truth is no less than `bound`. */
export function pUnder({ value, interval }: Estimated, bound: number): number {
  return pAbove({ value: -value, interval: interval && [-interval[1], -interval[0]] }, -bound)
}

/** The same where the truth is 0, and a value on either side would be reported. */
export function pApart(estimated: Estimated): number {
  return Math.min(pAbove(estimated, 0), pUnder(estimated, 0))
}

/**
 * The same of the difference of two values on documents that they do not share: their intervals are put together as
 * those of independent estimates (Zou and Donner 2008). 1 unless `a` lies below `b`.
 */
export function pBelow(a: Estimated, b: Estimated): number {
  if (a.interval === null || b.interval === null) return 1
  const apart = b.value - a.value
  const half = Math.hypot(a.interval[1] - a.value, b.value - b.interval[0])
  return pAbove({ value: apart, interval: [apart - half, apart + half] }, 0)
}

/**
 * Which sentences of one kind, over all series and models of a run, can be reported together: those whose p-value is at
 * most `significanceLevel` among them all (Holm 1979).
 */
export function significantAmong<T>(sentences: readonly T[], pOf: (sentence: T) => number): T[] {
  const adjusted = holm(sentences.map(pOf))
  return sentences.filter((_, at) => adjusted[at] <= significanceLevel)
}

/** Whether a model orders a series better than guessing: of one that only guesses, no sentence about order is reported. */
export function isBeyondChance(
  run: Evidence,
  asked: Pick<Asked, 'model' | 'prompt'>,
  series: string,
): boolean {
  const interval = valueOn(run, asked, series, 'concordance')?.interval ?? null
  return interval !== null && interval[0] > 0.5
}
