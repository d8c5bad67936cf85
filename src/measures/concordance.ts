import { concordance as concordanceOf, concordanceRows } from '../math/concordance.ts'
import type { Measure } from './measure.ts'

/** The headline: is the closer one scored higher? Goodman and Kruskal's pair counting, row by row. */
export const concordance: Measure = {
  id: 'concordance',
  title: 'Is the closer one scored higher?',
  better: 'higher',
  range: [0, 1],
  chance: () => 0.5,
  resampling: 'items',
  weighted: () => draw => draw.concordance(),
  compute({ n, rounded, distances }) {
    const value = concordanceOf(concordanceRows(rounded, distances, n))
    return Number.isNaN(value)
      ? { value, reason: 'No anchor has two documents at different distances.' }
      : { value }
  },
}
