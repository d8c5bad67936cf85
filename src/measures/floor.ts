import { measureCatalogue } from './catalogue.ts'
import type { Judged } from './judge.ts'
import type { ScoredReference } from './kept-judge.ts'
import type { Interval } from './resamples.ts'
import type { MeasureResult } from './score.ts'

/** A measure beside what pure spelling scores. */
export interface FlooredMeasure extends MeasureResult {
  readonly floor: {
    readonly model: string
    readonly value: number
    readonly margin: number | null
    readonly interval: Interval | null
  } | null
}

/** Each measure of a model beside the string reference that scores best there. */
export function besideSpelling(
  { measures, margin }: Judged,
  spelling: readonly ScoredReference[],
): FlooredMeasure[] {
  return measures.map(measure => {
    const floor = floorOf(measure, spelling)
    const interval = measure.id === 'concordance' ? margin : null
    return { ...measure, floor: floor && { ...floor, interval } }
  })
}

function floorOf({ id, value }: MeasureResult, spelling: readonly ScoredReference[]) {
  const measure = measureCatalogue.find(each => each.id === id)
  if (measure === undefined) return null
  const { better, floor } = measure
  const wanted = floor ?? { higher: 'highest' as const, lower: 'lowest' as const, neither: null }[better]
  if (wanted === null) return null
  const sign = wanted === 'highest' ? 1 : -1
  const scores = spelling.flatMap(reference => {
    const score = reference.measures.find(each => each.id === id)?.value ?? null
    return score === null ? [] : [{ model: reference.id, value: score }]
  })
  if (scores.length === 0) return null
  const best = scores.reduce((a, b) => (sign * b.value > sign * a.value ? b : a))
  return { ...best, margin: value === null ? null : value - best.value }
}
