import { oracle } from '../../../src/matrix/references/oracle.ts'
import { levenshtein, spellingReferences } from '../../../src/matrix/references/spelling.ts'
import type { CaretOverlay } from '../../../src/plots/caret.ts'
import type { Run, RunSeries } from '../../../src/store/run.ts'

/** What can be laid over a caret: a perfect ruler, the best matcher of characters, or the other model. */
export const overlayKinds = ['oracle', 'floor', 'model'] as const
export type OverlayKind = (typeof overlayKinds)[number]

const colours = { oracle: 'good', floor: 'bad', model: 'muted' } as const

/**
 * Other similarities of the same documents, moved and stretched to where the model's own lie: of two scales none
 * says anything about the other.
 * @param other those of the model beside it
 */
export function overlayOf(
  kind: OverlayKind,
  run: Run,
  series: RunSeries,
  data: ArrayLike<number>,
  other: ArrayLike<number>,
): CaretOverlay {
  const reference = kind === 'oracle' ? oracle : floorOf(run, series.id)
  const laid = kind === 'model' ? other : reference.similarities(series, run.seed)
  return { colour: colours[kind], data: fitted(laid, data) }
}

function floorOf(run: Run, series: string) {
  const named = run.measures.find(
    measure => measure.id === 'concordance' && measure.series === series && measure.floor !== null,
  )?.floor?.model
  return spellingReferences.find(({ id }) => id === named) ?? levenshtein
}

function fitted(reference: ArrayLike<number>, data: ArrayLike<number>): Float64Array {
  const [own, target] = [meanAndDeviation(reference), meanAndDeviation(data)]
  return Float64Array.from(
    reference,
    value => target.mean + ((value - own.mean) / (own.deviation || 1)) * target.deviation,
  )
}

function meanAndDeviation(values: ArrayLike<number>) {
  let mean = 0
  for (let at = 0; at < values.length; at++) mean += values[at] / values.length
  let square = 0
  for (let at = 0; at < values.length; at++) square += (values[at] - mean) ** 2 / values.length
  return { mean, deviation: Math.sqrt(square) }
}
