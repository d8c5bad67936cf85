import { charNgrams } from '../../../src/matrix/references/char-ngrams.ts'
import { levenshtein } from '../../../src/matrix/references/levenshtein.ts'
import { oracle } from '../../../src/matrix/references/oracle.ts'
import { prefix } from '../../../src/matrix/references/prefix.ts'
import type { CaretOverlay } from '../../../src/plots/caret.ts'
import type { Run, RunSeries } from '../../../src/store/run.ts'

/** What can be laid over a caret: a perfect ruler, the best matcher of characters, or the other model. */
export const overlayKinds = ['oracle', 'floor'] as const
export type OverlayKind = (typeof overlayKinds)[number]

/**
 * A reference over the same documents, moved and stretched to where the model's similarities lie: its own scale
 * says nothing.
 */
export function overlayOf(
  kind: OverlayKind,
  run: Run,
  series: RunSeries,
  data: ArrayLike<number>,
): CaretOverlay {
  const reference = kind === 'oracle' ? oracle : floorOf(run, series.id)
  const colour = kind === 'oracle' ? 'good' : 'bad'
  return { colour, data: fitted(reference.similarities(series, run.seed), data) }
}

const spelling = [levenshtein, prefix, charNgrams]

function floorOf(run: Run, series: string) {
  const named = run.measures.find(
    measure => measure.id === 'concordance' && measure.series === series && measure.floor !== null,
  )?.floor?.model
  return spelling.find(({ id }) => id === named) ?? levenshtein
}

function fitted(reference: Float64Array, data: ArrayLike<number>): Float64Array {
  const [own, target] = [meanAndDeviation(reference), meanAndDeviation(data)]
  return reference.map(value => target.mean + ((value - own.mean) / (own.deviation || 1)) * target.deviation)
}

function meanAndDeviation(values: ArrayLike<number>) {
  let mean = 0
  for (let at = 0; at < values.length; at++) mean += values[at] / values.length
  let square = 0
  for (let at = 0; at < values.length; at++) square += (values[at] - mean) ** 2 / values.length
  return { mean, deviation: Math.sqrt(square) }
}
