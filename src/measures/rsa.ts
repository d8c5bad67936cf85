import { spearman } from '../math/correlation.ts'
import type { Measure, Outcome } from './measure.ts'
import { offDiagonal, type Scored } from './scored.ts'

/** Geometry: Spearman's correlation over all pairs of dissimilarity and distance (Kriegeskorte et al. 2008). */
export const rsa: Measure = {
  id: 'rsa',
  title: 'Does the whole geometry follow the distances?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  resampling: 'items',
  weighted: () => draw => draw.geometry(),
  compute: scored => geometry(scored, scored.distances),
}

/** The same, the distances taken on the log ruler. */
export const rsaLog: Measure = {
  id: 'rsa-log',
  title: 'Does the geometry follow the ratios of the values?',
  better: 'higher',
  range: [-1, 1],
  chance: () => 0,
  resampling: 'items',
  weighted: () => draw => draw.geometry('log'),
  compute(scored) {
    if (scored.logDistances !== null) return geometry(scored, scored.logDistances)
    return { value: Number.NaN, reason: noRatios(scored) }
  },
}

/** Why a series has no log ruler. */
export function noRatios({ series }: Scored): string {
  return series.ruler === 'circular' ? 'A circle has no ratios.' : 'The log ruler needs every value above 0.'
}

function geometry({ n, rounded, symmetric }: Scored, distances: Float64Array): Outcome {
  if (!symmetric) return { value: Number.NaN, reason: 'The rows of an asymmetric matrix share no scale.' }
  const value = -spearman(offDiagonal(rounded, n, 'unordered'), offDiagonal(distances, n, 'unordered'))
  return Number.isNaN(value) ? { value, reason: 'All similarities, or all distances, are equal.' } : { value }
}
