import { mean, weightedMean } from '../math/quantile.ts'
import { denseRanks } from '../math/rank.ts'
import { roundedToSpread } from '../math/round.ts'
import type { Measure } from './measure.ts'
import { offDiagonal, offDiagonalRow, type Scored } from './scored.ts'

/**
 * How many comparisons end in a tie: per anchor the share of pairs of documents whose scores agree to a
 * millionth of their spread, then the mean. `saturated` in the details is the share of all scores that are the very
 * highest or the very lowest of the matrix.
 */
export const ties: Measure = {
  id: 'ties',
  title: 'How many comparisons end in a tie?',
  better: 'lower',
  range: [0, 1],
  chance: () => 0,
  resampling: 'rows',
  compute: scored => ({ value: mean(tiedRows(scored)), details: { saturated: saturated(scored) } }),
  weighted(scored) {
    const rows = tiedRows(scored)
    return ({ weights }) => weightedMean(rows, weights)
  },
}

function tiedRows({ n, rounded }: Scored): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const { ranks, levels } = denseRanks(offDiagonalRow(rounded, n, i))
    const sizes = new Float64Array(levels)
    for (const level of ranks) sizes[level]++
    const tied = sizes.reduce((sum, size) => sum + size * (size - 1), 0)
    return tied / ((n - 1) * (n - 2))
  })
}

/** Rounded over the whole matrix, because scores of different rows are compared here. */
function saturated({ n, raw }: Scored): number {
  const scores = roundedToSpread(offDiagonal(raw, n, 'ordered'))
  const highest = scores.reduce((a, b) => Math.max(a, b))
  const lowest = scores.reduce((a, b) => Math.min(a, b))
  return mean(scores.map(score => (score === highest || score === lowest ? 1 : 0)))
}
