import { spearman } from '../math/correlation.ts'
import { mean, quantile, weightedMean } from '../math/quantile.ts'
import type { Draw } from './draw.ts'
import type { Measure } from './measure.ts'
import { offDiagonalRow } from './rows.ts'
import type { Scored } from './scored.ts'

const noRow = 'Every anchor scores all documents alike, or all lie at one distance.'

/** Order per anchor: the mean over anchors of Spearman's correlation of score and closeness. */
export const rankCorrelation: Measure = {
  id: 'rank-correlation',
  title: 'Does each anchor order the documents by distance?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  resampling: 'items',
  weighted: () => draw => weightedMean(draw.rowCorrelations(), draw.weights),
  compute(scored) {
    const { rows, omitted } = rowCorrelations(scored)
    return rows.length === 0
      ? { value: Number.NaN, reason: noRow }
      : { value: mean(rows), details: { omitted } }
  },
}

/** The same for the anchors that do badly: the 10th percentile over anchors. */
export const rankCorrelationP10: Measure = {
  id: 'rank-correlation-p10',
  title: 'How well do the worst tenth of the anchors order them?',
  better: 'higher',
  range: [-1, 1],
  // The expected 10th percentile of chance rows depends on n and on ties; no closed form.
  chance: () => null,
  resampling: 'items',
  weighted: () => draw => quantile(repeatedRows(draw), 0.1),
  compute(scored) {
    const { rows, omitted } = rowCorrelations(scored)
    return rows.length === 0
      ? { value: Number.NaN, reason: noRow }
      : { value: quantile(rows, 0.1), details: { omitted } }
  },
}

/** The correlations of the rows, each as often as its anchor was drawn. */
function repeatedRows(draw: Draw): number[] {
  return Array.from(draw.rowCorrelations()).flatMap((value, i) =>
    Number.isNaN(value) ? [] : Array<number>(draw.weights[i]).fill(value),
  )
}

function rowCorrelations({ n, rounded, distances }: Scored): { rows: number[]; omitted: number } {
  const rows: number[] = []
  for (let i = 0; i < n; i++) {
    const value = -spearman(offDiagonalRow(rounded, n, i), offDiagonalRow(distances, n, i))
    if (!Number.isNaN(value)) rows.push(value)
  }
  return { rows, omitted: n - rows.length }
}
