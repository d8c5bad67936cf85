import type { SpellingFloor } from '../../findings/comparison/comparison.ts'
import { documentsOf } from '../../findings/comparison/documents.ts'
import type { Entrant, SampledConcordance } from '../../findings/comparison/entrants.ts'
import { spellingReferences } from '../../matrix/references/spelling.ts'
import type { Measure } from '../../measures/measure.ts'
import { type Drawn, pairedDifference } from '../../measures/paired.ts'
import { intervalOf, type Resamples, resamplesOf, resampling } from '../../measures/resamples.ts'
import { type Placement, type Scored, scoredSeries } from '../../measures/scored.ts'
import { seriesCatalogue } from '../../series/catalogue.ts'
import type { RunSeries } from '../../store/run.ts'
import { isInPart } from './compared-index.ts'

/** An entrant on one series, with what it scores on each resample. */
export interface Placed extends Drawn {
  readonly id: string
  readonly interval: readonly [number, number] | null
  readonly floor: SpellingFloor | null
}

/** Why an entrant cannot be compared. */
export interface Unplaced {
  readonly id: string
  readonly reason: string
}

/** Places one entrant, in steps of a few milliseconds. */
export type Place = (entrant: Entrant) => Generator<void, Placed | Unplaced>

/**
 * Who places the entrants on one series. What they have in common is computed once, and not before a matrix asks for
 * it: of a large series there are none.
 */
export function placer(
  series: RunSeries,
  measure: Measure,
  seed: number,
  { withFloor = measure.id === 'concordance' }: { readonly withFloor?: boolean } = {},
): Place {
  let shared: { readonly resamples: Resamples; readonly spelling: readonly Spelling[] } | undefined
  function* common() {
    const resamples = resamplesOf(series.id, series.texts.length, seed)
    yield
    return { resamples, spelling: withFloor ? yield* spellingOn(series, measure, resamples, seed) : [] }
  }
  const documents = documentsOf(series)
  return function* place(entrant) {
    const { id, matrices } = entrant
    const sampled = entrant.sampled.find(each => each.series.id === series.id)
    const own = sampled ?? matrices.find(({ matrix }) => matrix.series === series.id)
    if (own === undefined) return { id, reason: 'not asked this series.' }
    if (documentsOf(own.series) !== documents) return { id, reason: 'other documents under this name.' }
    if (!('matrix' in own)) return placedSampled(id, own, measure, seed)
    if (isInPart(own)) return { id, reason: 'asked some of these documents only; the index compares it.' }
    const scored = scoredMatrix(own.matrix, series, seed)
    yield
    if (scored.raw.some(value => !Number.isFinite(value)))
      return { id, reason: 'similarities that are not finite numbers.' }
    const { value, reason } = measure.compute(scored)
    if (reason !== undefined) return { id, reason }
    yield
    shared ??= yield* common()
    const drawn = { value, values: yield* valuesOn(scored, measure, shared.resamples) }
    const interval = intervalOf(measure, value, drawn.values)
    return { id, ...drawn, interval, floor: floorOf(measure, drawn, shared.spelling) }
  }
}

/** Models with one seed share the draws of documents, which stand in their runs. */
function placedSampled(
  id: string,
  { seed, measure: { value, interval, floor }, draws }: SampledConcordance,
  measure: Measure,
  wanted: number,
): Placed | Unplaced {
  if (measure.id !== 'concordance')
    return { id, reason: 'anchors were sampled, as the series is large: concordance can be compared.' }
  if (seed !== wanted)
    return {
      id,
      reason: `anchors were sampled with seed ${seed}, and are compared with seed ${wanted}: models of one seed can be, with --seed ${seed}.`,
    }
  if (value === null) return { id, reason: 'no anchor has two documents at different distances.' }
  return {
    id,
    value,
    values: Float64Array.from(draws, draw => draw ?? Number.NaN),
    interval,
    floor: floor && {
      model: floor.model,
      value: floor.value,
      difference: value - floor.value,
      interval: floor.interval,
    },
  }
}

function scoredMatrix(
  { values, rows }: Entrant['matrices'][number]['matrix'],
  series: RunSeries,
  seed: number,
) {
  const symmetric = values.every((value, at) => value === values[(at % rows) * rows + Math.floor(at / rows)])
  // Of a matrix in a file nobody knows whether it is that of unit vectors; no measure that is compared asks.
  return scoredSeries({ n: rows, data: values, symmetric, gram: false }, placementOf(series), seed)
}

function* valuesOn(scored: Scored, measure: Measure, resamples: Resamples) {
  return (yield* resampling(scored, resamples, [measure])).get(measure.id)!.values
}

/** A string reference on a series. */
interface Spelling extends Drawn {
  readonly model: string
}

function* spellingOn(series: RunSeries, measure: Measure, resamples: Resamples, seed: number) {
  const all: Spelling[] = []
  for (const reference of spellingReferences) {
    const data = reference.similarities(series, seed)
    yield
    const similarity = { n: series.texts.length, data, symmetric: true, gram: false }
    const scored = scoredSeries(similarity, placementOf(series), seed)
    const { value } = measure.compute(scored)
    yield
    all.push({ model: reference.id, value, values: yield* valuesOn(scored, measure, resamples) })
  }
  return all
}

/** The model against the best string reference, taken again in each resample: one more paired difference. */
function floorOf(measure: Measure, drawn: Drawn, spelling: readonly Spelling[]): SpellingFloor | null {
  if (spelling.length === 0) return null
  const best = spelling.reduce((a, b) => (b.value > a.value ? b : a))
  const values = best.values.map((_, draw) => Math.max(...spelling.map(each => each.values[draw])))
  const { difference, interval } = pairedDifference(measure, drawn, { value: best.value, values })
  return { model: best.model, value: best.value, difference, interval }
}

/** A run file does not say what its documents stand for; of a series of the catalogue it is known. */
function placementOf(series: RunSeries): Placement {
  const known = seriesCatalogue.find(({ id }) => id === series.id)
  const isKnown = known !== undefined && documentsOf(known) === documentsOf(series)
  return { ...series, family: isKnown ? known.family : null }
}
