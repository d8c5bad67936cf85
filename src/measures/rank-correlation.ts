import { concordanceRows } from '../math/concordance.ts'
import { rowCorrelationsUnder, spearmanOfRanks } from '../math/correlation.ts'
import { distanceRanks, nearestFirst } from '../math/nearest-first.ts'
import { mean, quantile, weightedMean } from '../math/quantile.ts'
import type { Draw } from './draw.ts'
import type { Measure } from './measure.ts'
import { noRatios } from './rsa.ts'
import { offDiagonalRow, type Scored } from './scored.ts'

const noRow = 'Every anchor gives all documents the same score, or all are at the same distance.'

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
function repeatedRows({ weights, rowCorrelations }: Draw): Float64Array {
  const rows = rowCorrelations()
  let total = 0
  for (let i = 0; i < rows.length; i++) total += weights[i]
  const repeated = new Float64Array(total)
  let count = 0
  for (let i = 0; i < rows.length; i++)
    if (!Number.isNaN(rows[i])) for (let times = 0; times < weights[i]; times++) repeated[count++] = rows[i]
  return repeated.subarray(0, count)
}

function rowCorrelations({ n, rounded, distances }: Scored): { rows: number[]; omitted: number } {
  const rows: number[] = []
  const nearest = nearestFirst(distances, n)
  for (let i = 0; i < n; i++) {
    const value = -spearmanOfRanks(offDiagonalRow(rounded, n, i), distanceRanks(nearest, n, i))
    if (!Number.isNaN(value)) rows.push(value)
  }
  return { rows, omitted: n - rows.length }
}

/**
 * Which ruler does the model follow: `rank-correlation` with distances on the log ruler, less the same with
 * differences. Above 0 ratios order the documents better, below 0 differences do.
 */
export const ruler: Measure = {
  id: 'ruler',
  title: 'Does it compare by ratio rather than by difference?',
  better: 'neither',
  range: [-2, 2],
  chance: () => 0,
  resampling: 'items',
  compute(scored) {
    if (scored.logDistances === null) return { value: Number.NaN, reason: noRatios(scored) }
    const ones = new Uint8Array(scored.n).fill(1)
    const [log, linear] = [scored.logDistances, scored.distances].map(distances =>
      mean(rowsOn(scored, distances)(ones).filter(each => !Number.isNaN(each))),
    )
    return Number.isNaN(log - linear)
      ? { value: Number.NaN, reason: 'No anchor gives documents different scores.' }
      : { value: log - linear, details: { log, linear } }
  },
  weighted:
    () =>
    ({ weights, rowCorrelations }) =>
      weightedMean(rowCorrelations('log'), weights) - weightedMean(rowCorrelations(), weights),
}

function rowsOn({ rounded, n }: Scored, distances: Float64Array) {
  return rowCorrelationsUnder(concordanceRows(rounded, distances, n))
}
