import { mean } from '../math/quantile.ts'
import type { Measure } from './measure.ts'
import { offDiagonal } from './rows.ts'

/** Does distance alone decide? The correlation ratio η²: between-lag over total sum of squares (Fisher 1925). */
export const explained: Measure = {
  id: 'explained',
  title: 'How much of the similarity does the lag decide?',
  better: 'higher',
  range: [0, 1],
  chance({ n, symmetric, profile }) {
    const pairs = symmetric ? (n * (n - 1)) / 2 : n * (n - 1)
    return (profile.lags.length - 1) / (pairs - 1)
  },
  compute({ n, raw, profile }) {
    const entries = offDiagonal(raw, n, 'ordered')
    const centre = mean(entries)
    const total = entries.reduce((sum, value) => sum + (value - centre) ** 2, 0)
    const between = profile.mean.reduce(
      (sum, value, at) => sum + profile.pairs[at] * (value - centre) ** 2,
      0,
    )
    return total === 0
      ? { value: Number.NaN, reason: 'All similarities are equal.' }
      : { value: between / total }
  },
}
