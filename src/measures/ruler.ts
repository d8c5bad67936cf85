import { concordanceRows } from '../math/concordance.ts'
import { mean, weightedMean } from '../math/quantile.ts'
import type { Measure } from './measure.ts'
import { rowCorrelationsUnder } from './row-correlations.ts'
import { noRatios } from './rsa.ts'
import type { Scored } from './scored.ts'

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
      ? { value: Number.NaN, reason: 'No anchor orders anything.' }
      : { value: log - linear, details: { log, linear } }
  },
  weighted(scored) {
    const log = rowsOn(scored, scored.logDistances ?? scored.distances)
    return ({ weights, rowCorrelations }) =>
      weightedMean(log(weights), weights) - weightedMean(rowCorrelations(), weights)
  },
}

function rowsOn({ rounded, n }: Scored, distances: Float64Array) {
  return rowCorrelationsUnder(concordanceRows(rounded, distances, n))
}
