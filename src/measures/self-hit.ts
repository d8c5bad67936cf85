import type { Measure } from './measure.ts'

/** Is a thing closest to itself? A hit shared with k others at the maximum counts 1/(k + 1). */
export const selfHit: Measure = {
  id: 'self-hit',
  title: 'Is each document its own best match?',
  better: 'higher',
  range: [0, 1],
  chance: ({ n }) => 1 / n,
  compute({ n, rounded }) {
    let hits = 0
    for (let i = 0; i < n; i++) {
      const row = rounded.subarray(i * n, (i + 1) * n)
      const best = row.reduce((highest, value) => Math.max(highest, value))
      if (row[i] === best) hits += 1 / row.reduce((tied, value) => tied + (value === best ? 1 : 0), 0)
    }
    return { value: hits / n }
  },
}
