import type { LagAxis } from './lag-axis.ts'

/** The pairs of documents at one distance. */
export interface LagMean {
  readonly lag: number
  readonly pairs: number
  readonly mean: number
  /** Population standard deviation. */
  readonly deviation: number
}

/** Mean and spread of the similarities at each distance of an axis, from left to right. O(n²). */
export function lagMeans(data: ArrayLike<number>, { x, step, bins }: LagAxis): LagMean[] {
  const farthest = x.reduce((most, apart) => Math.max(most, Math.abs(apart)), 0)
  const half = bins?.apart.length ?? Math.round(farthest / step)
  const count = new Float64Array(2 * half + 1)
  const sum = new Float64Array(2 * half + 1)
  const squares = new Float64Array(2 * half + 1)
  const binOf = (at: number) => half + (bins?.of[at] ?? Math.round(x[at] / step))
  for (let at = 0; at < x.length; at++) {
    count[binOf(at)]++
    sum[binOf(at)] += data[at]
  }
  for (let at = 0; at < x.length; at++) {
    const bin = binOf(at)
    squares[bin] += (data[at] - sum[bin] / count[bin]) ** 2
  }
  const lagOf = (side: number) =>
    bins === undefined || side === 0 ? side * step : Math.sign(side) * bins.apart[Math.abs(side) - 1]
  return Array.from(count, (pairs, bin) => ({
    lag: lagOf(bin - half),
    pairs,
    mean: sum[bin] / pairs,
    deviation: Math.sqrt(squares[bin] / pairs),
  })).filter(({ pairs }) => pairs > 0)
}
