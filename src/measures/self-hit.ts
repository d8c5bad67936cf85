import { mean, weightedMean } from '../math/quantile.ts'
import type { Measure } from './measure.ts'
import type { Scored } from './scored.ts'

/** Is a thing closest to itself? A hit shared with k others at the maximum counts 1/(k + 1). */
export const selfHit: Measure = {
  id: 'self-hit',
  title: 'Is each document its own best match?',
  better: 'higher',
  range: [0, 1],
  chance: ({ n }) => 1 / n,
  resampling: 'rows',
  compute: scored => ({ value: mean(hits(scored)) }),
  weighted(scored) {
    const rows = hits(scored)
    return ({ weights }) => weightedMean(rows, weights)
  },
}

function hits({ n, rounded }: Scored): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const row = rounded.subarray(i * n, (i + 1) * n)
    const best = row.reduce((highest, value) => Math.max(highest, value))
    return row[i] === best ? 1 / row.reduce((tied, value) => tied + (value === best ? 1 : 0), 0) : 0
  })
}
