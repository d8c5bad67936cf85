import { type LagProfile, sumsOfSquares } from './lag-profile.ts'
import type { Measure } from './measure.ts'

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
  resampling: 'halves',
  compute({ profile }) {
    const value = correlationRatio(profile)
    return Number.isNaN(value) ? { value, reason: 'All similarities are equal.' } : { value }
  },
  weighted: () => draw => correlationRatio(draw.profile()),
}

function correlationRatio(profile: LagProfile): number {
  const { between, within } = sumsOfSquares(profile)
  return between + within === 0 ? Number.NaN : between / (between + within)
}
