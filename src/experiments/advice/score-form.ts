import { percentileInterval } from '../../math/bootstrap.ts'
import { spellingReferences } from '../../matrix/references.ts'
import { concordance } from '../../measures/concordance.ts'
import { headline } from '../../measures/headline.ts'
import type { Drawn } from '../../measures/paired.ts'
import { type Interval, resampledConcordance } from '../../measures/resample-measures.ts'
import { firstOf, type Resamples } from '../../measures/resamples.ts'
import { type Scored, scoredSeries } from '../../measures/scored.ts'
import type { Verdict } from '../../store/run.ts'
import type { AdviceItem } from './plan.ts'

/** Resamples of the margin over the floor: fewer, as there are three references to each form. */
const floorResamples = 200

/** The headline of one form on one set of values. */
export interface FormScore {
  /** Concordance; of a range question, how often the one under the bound is scored higher. Chance 0.5. */
  readonly value: number
  /** 95 %, by resampling values. */
  readonly interval: Interval | null
  /** The best of the string references on the same documents. */
  readonly floor: { readonly model: string; readonly value: number; readonly margin: number }
}

/** A form judged: also what is drawn anew with the floor. */
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
  return concordance.compute(scoredItem(item, data, symmetric)).value
}

/** Concordance with its interval, beside the spelling floor. O(resamples · n² log n). */
export function scoredForm(
  item: AdviceItem,
  data: Float64Array,
  symmetric: boolean,
  resamples: Resamples,
): Resampled<FormScore> {
  const drawn = resampledConcordance(scoredItem(item, data, symmetric), resamples)
  const floors = spellingOn(item).map(({ model, scored }) => ({
    model,
    value: concordance.compute(scored).value,
  }))
  const interval = percentileInterval(drawn.values)
  return { score: { value: drawn.value, interval, floor: best(floors, drawn.value) }, drawn }
}

/** The same with the floor drawn anew in each resample, and the verdict. O(resamples · n² log n). */
export function judgedForm(
  item: AdviceItem,
  data: Float64Array,
  symmetric: boolean,
  resamples: Resamples,
): Resampled<JudgedForm> {
  const drawn = resampledConcordance(scoredItem(item, data, symmetric), resamples)
  const few = firstOf(resamples, floorResamples)
  const floors = spellingOn(item).map(({ model, scored }) => ({
    model,
    ...resampledConcordance(scored, few),
  }))
  const { marginInterval, verdict } = headline(
    drawn.value,
    drawn.values.subarray(0, few.count),
    floors.map(({ values }) => values),
  )
  const score = {
    value: drawn.value,
    interval: percentileInterval(drawn.values),
    floor: best(floors, drawn.value),
    marginInterval,
    verdict,
  }
  return { score, drawn }
}

function best(floors: readonly { readonly model: string; readonly value: number }[], value: number) {
  const { model, value: floor } = floors.reduce((a, b) => (b.value > a.value ? b : a))
  return { model, value: floor, margin: value - floor }
}

/** What the string references make of the documents. */
function spellingOn(item: AdviceItem): { readonly model: string; readonly scored: Scored }[] {
  return spellingReferences.map(reference => {
    const data = reference.similarities(item.series, 0)
    return { model: reference.id, scored: scoredItem(item, data, true) }
  })
}

/** To a range question all that lies under its bound is near, and all above it far. */
function scoredItem({ series, asked }: AdviceItem, data: Float64Array, symmetric: boolean): Scored {
  const n = series.values.length
  const scored = scoredSeries({ n, data, symmetric, gram: false }, series, 0)
  if (asked.ask === null) return scored
  const distances = Float64Array.from({ length: n * n }, (_, at) => (at % n > Math.floor(at / n) ? 1 : 0))
  return { ...scored, distances }
}
