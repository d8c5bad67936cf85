import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import { nearestNames } from '../math/edit-distance.ts'
import type { Similarity } from '../matrix/similarity.ts'
import { measureCatalogue } from './catalogue.ts'
import { intervalOf, resampleMeasures, resamplesOf } from './resamples.ts'
import type { MeasureResult } from './score.ts'
import { type Placement, scoredSeries } from './scored.ts'

/**
 * One measure of one matrix with its 95 % interval, as in a run of the same seed. O(resamples · n² log n).
 * @param id of the catalogue, such as `concordance`
 * @throws NumeracyError `unknown` for a measure that is not there
 */
export function measureMatrix(
  id: string,
  similarity: Similarity,
  series: Placement,
  seed: number,
): MeasureResult {
  const measure = measureCatalogue.find(each => each.id === id)
  if (measure === undefined) throw noSuchMeasure(id)
  const scored = scoredSeries(similarity, series, seed)
  const { value, reason, details, interval = null } = measure.compute(scored)
  const about = { id, chance: measure.chance(scored), ...(details && { details }) }
  if (reason !== undefined) return { ...about, value: null, interval: null, reason }
  const resamples = resamplesOf(series.id, scored.n, seed)
  const drawn = resampleMeasures(scored, resamples, [measure]).get(id)
  return { ...about, value, interval: drawn ? intervalOf(measure, value, drawn.values) : interval }
}

function noSuchMeasure(id: string): NumeracyError {
  const known = measureCatalogue.map(each => each.id)
  const near = nearestNames(id, known)
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${known.join(', ')}.`
  return new NumeracyError('unknown', `There is no measure ${quoted(id, 200)} of a matrix. ${hint}`, {
    details: { measure: id.slice(0, 200), near },
  })
}
