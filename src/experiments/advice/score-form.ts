import { percentileInterval } from '../../math/bootstrap.ts'
import { drawAt } from '../../math/draw-kernel.ts'
import { insideShare } from '../../math/inside-share.ts'
import { mean, weightedMean } from '../../math/quantile.ts'
import { spellingReferences } from '../../matrix/references/spelling.ts'
import { concordance } from '../../measures/concordance.ts'
import type { Drawn } from '../../measures/paired.ts'
import {
  firstOf,
  floorDraws,
  type Interval,
  itemDraws,
  marginInterval,
  type Resamples,
  resampledConcordance,
} from '../../measures/resamples.ts'
import { type Scored, scoredSeries } from '../../measures/scored.ts'
import { verdictOf } from '../../measures/verdict.ts'
import type { Verdict } from '../../store/run.ts'
import type { AdviceItem } from './plan.ts'

/** Resamples of the margin over the floor: fewer, as there are three references to each form. */
const floorResamples = 200

/** The headline of one form on one set of values. */
export interface FormScore {
  /**
   * Concordance; of a range question, how often one in the range is scored higher than one outside, over both
   * directions: a model that does not read the question comes to 0.5. Chance 0.5.
   */
  readonly value: number
  /** 95 %, by resampling values. */
  readonly interval: Interval | null
  /** The best of the string references on the same documents. */
  readonly floor: { readonly model: string; readonly value: number; readonly margin: number }
}

/** A form judged: also what is drawn again with the floor. */
export interface JudgedForm extends FormScore {
  /** 95 % interval of the margin over the floor. */
  readonly marginInterval: Interval | null
  readonly verdict: Verdict | null
}

/** A score, and the concordance on each resample that it stands on. */
export interface Resampled<Score> {
  readonly score: Score
  readonly drawn: Drawn
}

/** The concordance alone, for a choice. O(n² log n). */
export function concordanceOf(item: AdviceItem, data: Float64Array, symmetric: boolean): number {
  return mean(sidesOf(item, data, symmetric).map(side => side.value()))
}

/** Concordance with its interval, beside the spelling floor. O(resamples · n² log n). */
export function scoredForm(
  item: AdviceItem,
  data: Float64Array,
  symmetric: boolean,
  resamples: Resamples,
): Resampled<FormScore> {
  const drawn = resampledSides(sidesOf(item, data, symmetric), resamples)
  const floors = spellingOn(item).map(({ model, sides }) => ({
    model,
    value: mean(sides.map(side => side.value())),
  }))
  const interval = percentileInterval(drawn.values)
  return { score: { value: drawn.value, interval, floor: best(floors, drawn.value) }, drawn }
}

/** The same with the floor drawn again in each resample, and the verdict. O(resamples · n² log n). */
export function judgedForm(
  item: AdviceItem,
  data: Float64Array,
  symmetric: boolean,
  resamples: Resamples,
): Resampled<JudgedForm> {
  const drawn = resampledSides(sidesOf(item, data, symmetric), resamples)
  const few = firstOf(resamples, floorResamples)
  const floors = spellingOn(item).map(({ model, sides }) => ({ model, ...resampledSides(sides, few) }))
  const interval = percentileInterval(drawn.values)
  const margin = marginInterval(
    drawn.values.subarray(0, few.count),
    floorDraws(floors.map(({ values }) => values)),
  )
  const score = {
    value: drawn.value,
    interval,
    floor: best(floors, drawn.value),
    marginInterval: margin,
    verdict:
      interval && margin && verdictOf({ concordance: interval, margin, digitOrder: null, selectivity: null }),
  }
  return { score, drawn }
}

function best(floors: readonly { readonly model: string; readonly value: number }[], value: number) {
  const { model, value: floor } = floors.reduce((a, b) => (b.value > a.value ? b : a))
  return { model, value: floor, margin: value - floor }
}

/** What the string references make of the documents; of a question they see nothing. */
function spellingOn(item: AdviceItem): { readonly model: string; readonly sides: readonly ScoredSide[] }[] {
  return spellingReferences.map(reference => {
    const data = reference.similarities(item.series, 0)
    const both = item.asked.ask === null ? data : Float64Array.from([...data, ...data])
    return { model: reference.id, sides: sidesOf(item, both, true) }
  })
}

/** What is scored of an item: a form, or one direction of a range question. */
interface ScoredSide {
  value(): number
  /** On each resample. */
  drawn(resamples: Resamples): Float64Array
}

/**
 * What is scored: of a form the concordance of its matrix; of a range question, in each direction, what `search-range`
 * scores: how often a document inside the range is scored higher than one outside. The document on the limit is neither.
 */
function sidesOf({ series, asked }: AdviceItem, data: Float64Array, symmetric: boolean): ScoredSide[] {
  const n = series.values.length
  const scored = (own: Float64Array) => scoredSeries({ n, data: own, symmetric, gram: false }, series, 0)
  if (asked.ask === null) {
    const form = scored(data)
    return [
      {
        value: () => concordance.compute(form).value,
        drawn: resamples => resampledConcordance(form, resamples).values,
      },
    ]
  }
  return ([-1, 1] as const).map((direction, at) =>
    rangeSide(scored(data.subarray(at * n * n, (at + 1) * n * n)), direction),
  )
}

/** @param direction -1: below the limit of the row is inside; 1: above it */
function rangeSide({ rounded, n }: Scored, direction: -1 | 1): ScoredSide {
  const rows = Array.from({ length: n }, (_, limit) =>
    insideShare(
      rounded.subarray(limit * n, (limit + 1) * n),
      Int8Array.from({ length: n }, (_, at) => (at === limit ? -1 : (at - limit) * direction > 0 ? 1 : 0)),
    ),
  )
  const under = (weights: ArrayLike<number>) =>
    weightedMean(
      rows.map(row => row(weights)),
      weights,
    )
  return {
    value: () => under(new Uint8Array(n).fill(1)),
    drawn(resamples) {
      const draws = itemDraws(resamples)
      return Float64Array.from({ length: draws.count }, (_, draw) => under(drawAt(draws, draw)))
    },
  }
}

/** The mean of the sides on the values as they are and on each resample. */
function resampledSides(sides: readonly ScoredSide[], resamples: Resamples): Drawn {
  const drawn = sides.map(side => side.drawn(resamples))
  return {
    value: mean(sides.map(side => side.value())),
    values: drawn[0].map((_, draw) => mean(drawn.map(values => values[draw]))),
  }
}
