import { mean, quantile } from '../math/quantile.ts'
import { centreOf } from './lag-profile.ts'
import type { Measure } from './measure.ts'
import { offDiagonal } from './scored.ts'

/** Use of the range: the mean similarity off the diagonal; its standard deviation and 5 % and 95 % points in the details. */
export const anisotropy: Measure = {
  id: 'anisotropy',
  title: 'Which part of its range does the model use?',
  better: 'neither',
  range: [null, null],
  chance: () => null,
  resampling: 'items',
  weighted:
    ({ unit }) =>
    draw =>
      unit * centreOf(draw.profile()),
  compute({ n, raw, unit }) {
    const entries = offDiagonal(raw, n, 'ordered')
    const value = mean(entries)
    const deviation = Math.sqrt(mean(entries.map(entry => (entry - value) ** 2)))
    return {
      value: unit * value,
      details: {
        deviation: unit * deviation,
        p5: unit * quantile(entries, 0.05),
        p95: unit * quantile(entries, 0.95),
      },
    }
  },
}
