import { weightedMean } from '../math/quantile.ts'
import type { LagProfile } from './lag-profile.ts'
import type { Measure } from './measure.ts'

/** Scatter at one lag: the mean standard deviation at a lag, weighted by pairs, over the range of the means. */
export const spread: Measure = {
  id: 'spread',
  title: 'How far apart are pairs of equal distance?',
  better: 'lower',
  range: [0, null],
  chance: () => null,
  resampling: 'halves',
  compute({ profile }) {
    const value = scatter(profile)
    return Number.isNaN(value)
      ? { value, reason: 'The mean similarity is the same at every lag.' }
      : { value }
  },
  weighted: () => draw => scatter(draw.profile()),
}

function scatter({ mean, deviation, pairs }: LagProfile): number {
  const range = Math.max(...mean) - Math.min(...mean)
  return range === 0 ? Number.NaN : weightedMean(deviation, pairs) / range
}
