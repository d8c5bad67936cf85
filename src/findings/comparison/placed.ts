import { decodeMatrix } from '../../matrix/codec.ts'
import { spellingReferences } from '../../matrix/references.ts'
import type { Measure } from '../../measures/measure.ts'
import { type Drawn, pairedDifference } from '../../measures/paired.ts'
import { intervalOf, resampleMeasures } from '../../measures/resample-measures.ts'
import type { Resamples } from '../../measures/resamples.ts'
import { type Placement, type Scored, scoredSeries } from '../../measures/scored.ts'
import { seriesCatalogue } from '../../series/catalogue.ts'
import type { Run } from '../../store/run.ts'
import type { Entrant } from './entrants.ts'

/** The best string reference, taken anew in each resample, and what a model scores above it. */
export interface SpellingFloor {
  readonly model: string
  readonly value: number
  readonly difference: number
  readonly interval: readonly [number, number] | null
}

/** An entrant on one series, with what it scores on each resample. */
export interface Placed extends Drawn {
  readonly id: string
  readonly interval: readonly [number, number] | null
  readonly floor: SpellingFloor | null
}

type RunSeries = Run['series'][number]

/** The entrants that can be compared on a series, and why the others cannot. */
export function placeOn(
  series: RunSeries,
  entrants: readonly Entrant[],
  measure: Measure,
  resamples: Resamples,
  seed: number,
): { placed: Placed[]; reasons: string[] } {
  const reasons: string[] = []
  const spelling = measure.id === 'concordance' ? spellingOn(series, measure, resamples, seed) : []
  const placed = entrants.flatMap((entrant): Placed[] => {
    const own = entrant.matrices.find(({ matrix }) => matrix.series === series.id)
    if (own === undefined) {
      reasons.push(`${entrant.label} was not asked it.`)
      return []
    }
    if (!isSame(own.series, series)) {
      reasons.push(`${entrant.label} was asked other documents under this name.`)
      return []
    }
    const scored = scoredMatrix(own.matrix, series, seed)
    const { value, reason } = measure.compute(scored)
    if (Number.isNaN(value)) {
      reasons.push(`${entrant.label}: ${reason}`)
      return []
    }
    const drawn = drawnOn(scored, measure, resamples)
    const interval = intervalOf(measure, value, drawn.values)
    return [{ id: entrant.id, ...drawn, interval, floor: floorOf(measure, drawn, spelling) }]
  })
  return { placed, reasons }
}

function scoredMatrix(
  { data, dtype, rows }: Entrant['matrices'][number]['matrix'],
  series: RunSeries,
  seed: number,
) {
  const values = decodeMatrix(data, dtype)
  const symmetric = values.every((value, at) => value === values[(at % rows) * rows + Math.floor(at / rows)])
  // Of a matrix in a file nobody knows whether it is that of unit vectors; no measure that is compared asks.
  return scoredSeries({ n: rows, data: values, symmetric, gram: false }, placementOf(series), seed)
}

function drawnOn(scored: Scored, measure: Measure, resamples: Resamples): Drawn {
  const { values } = resampleMeasures(scored, resamples, [measure]).get(measure.id)!
  return { value: measure.compute(scored).value, values }
}

function spellingOn(series: RunSeries, measure: Measure, resamples: Resamples, seed: number) {
  return spellingReferences.map(reference => {
    const data = reference.similarities(series, seed)
    const similarity = { n: series.texts.length, data, symmetric: true, gram: false }
    return {
      model: reference.id,
      ...drawnOn(scoredSeries(similarity, placementOf(series), seed), measure, resamples),
    }
  })
}

/** The model against the best string reference, taken anew in each resample: one more paired difference. */
function floorOf(
  measure: Measure,
  drawn: Drawn,
  spelling: readonly (Drawn & { readonly model: string })[],
): SpellingFloor | null {
  if (spelling.length === 0) return null
  const best = spelling.reduce((a, b) => (b.value > a.value ? b : a))
  const values = best.values.map((_, draw) => Math.max(...spelling.map(each => each.values[draw])))
  const { difference, interval } = pairedDifference(measure, drawn, { value: best.value, values })
  return { model: best.model, value: best.value, difference, interval }
}

/** A run file does not say what its documents stand for; of a series of the catalogue it is known. */
function placementOf(series: RunSeries): Placement {
  const known = seriesCatalogue.find(({ id }) => id === series.id)
  return { ...series, family: known !== undefined && isSame(known, series) ? known.family : null }
}

function isSame(a: RunSeries, b: RunSeries): boolean {
  const told = ({ texts, values, ruler, period }: RunSeries) => JSON.stringify([texts, values, ruler, period])
  return a === b || told(a) === told(b)
}
