import { rulerDistance } from '../series/ruler.ts'
import type { Run, RunMatrix, RunSeries } from '../store/run.ts'
import {
  type NearestAnswer,
  type NearestQuestion,
  type NearestResult,
  nearestAnswer,
  onlyNearest,
} from './nearest-answer.ts'

/** A question answered from what a run holds, or the texts of it that no series of the run has together. */
export type SavedAnswer = NearestResult | { readonly missing: readonly string[] }

/**
 * Which candidate is nearest to the anchor, from the matrices of a run: no model is asked. The series that is
 * named is looked into first; then any that holds all texts; then the hard cases.
 */
export function nearestInRun(
  run: Run,
  { anchor, candidates }: Pick<NearestQuestion, 'anchor' | 'candidates'>,
  first: string | null = null,
): SavedAnswer {
  const texts = [anchor, ...candidates]
  const asked = run.series.filter(({ id }) =>
    run.matrices.some(({ series, experiment }) => series === id && experiment === 'pairs'),
  )
  const ordered = asked.toSorted((a, b) => Number(b.id === first) - Number(a.id === first))
  const missingIn = (series: RunSeries) => texts.filter(text => !series.texts.includes(text))
  const series = ordered.find(each => missingIn(each).length === 0)
  if (series === undefined) {
    const models = candidates.length === 2 ? answersInCases(run, anchor, candidates) : []
    if (models.length > 0) return { anchor, as: null, reason: null, models }
    const least = ordered.map(missingIn).reduce((a, b) => (b.length < a.length ? b : a), texts)
    return { missing: [...new Set(least)] }
  }
  const matrices = run.matrices.filter(
    ({ series: id, experiment }) => id === series.id && experiment === 'pairs',
  )
  const ofModel = [...Map.groupBy(matrices, ({ model }) => model).values()].map(([matrix]) => matrix)
  return {
    anchor,
    as: null,
    reason: null,
    models: ofModel.map(matrix => answerOf(run, series, matrix, texts)),
  }
}

/** What the models said of the same two candidates as a hard case. */
function answersInCases(run: Run, anchor: string, candidates: readonly string[]): NearestAnswer[] {
  const asked = run.cases.filter(
    ({ anchor: of, closer, farther, model }) =>
      of === anchor &&
      candidates.includes(closer) &&
      candidates.includes(farther) &&
      run.models.some(({ id, kind }) => id === model && kind !== 'reference'),
  )
  return asked.map(({ model, closer, similarity }) =>
    nearestAnswer({
      model,
      texts: candidates,
      values: null,
      similarity: candidates.map(text => (text === closer ? similarity.closer : similarity.farther)),
      truth: candidates.indexOf(closer),
      tokens: [null, null],
    }),
  )
}

function answerOf(
  run: Run,
  series: RunSeries,
  { model, values: similarities }: RunMatrix,
  [anchor, ...candidates]: readonly string[],
): NearestAnswer {
  const { texts, values, ruler, period } = series
  const place = texts.indexOf(anchor)
  const row = similarities.subarray(place * texts.length, (place + 1) * texts.length)
  const places = candidates.map(text => texts.indexOf(text))
  const split = run.measures.find(
    measure => measure.id === 'tokenizer-share' && measure.series === series.id && measure.model === model,
  )?.details?.split as readonly (readonly string[])[] | undefined
  return nearestAnswer({
    model,
    texts: candidates,
    values: places.map(at => values[at]),
    similarity: places.map(at => row[at]),
    truth: onlyNearest(places.map(at => rulerDistance(ruler, period, values[place], values[at]))),
    tokens: places.map(at => split?.[at] ?? null),
  })
}
