import type { Measure } from './measure.ts'

/** Scatter at one lag: the mean standard deviation at a lag, weighted by pairs, over the range of the means. */
export const spread: Measure = {
  id: 'spread',
  title: 'How far apart are pairs of equal distance?',
  better: 'lower',
  range: [0, null],
  chance: () => null,
  compute({ profile: { mean, deviation, pairs } }) {
    const range = Math.max(...mean) - Math.min(...mean)
    if (range === 0) return { value: Number.NaN, reason: 'The mean similarity is the same at every lag.' }
    const weight = pairs.reduce((sum, count) => sum + count, 0)
    const scatter = deviation.reduce((sum, value, at) => sum + pairs[at] * value, 0) / weight
    return { value: scatter / range }
  },
}
