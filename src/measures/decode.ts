import { percentileInterval } from '../math/bootstrap.ts'
import { mean } from '../math/quantile.ts'
import { leastBlocks } from './decode-blocks.ts'
import type { Decoding } from './decode-folds.ts'
import { leastDocuments } from './decode-items.ts'
import { type Decoded, decoded, shuffles } from './decode-score.ts'
import type { Measure, Outcome } from './measure.ts'
import { offDiagonal } from './rows.ts'
import { noRatios } from './rsa.ts'
import type { Scored } from './scored.ts'

/** Vectors whose cosines differ from 1 by less hold nothing but the rounding of their numbers. */
const noDifference = 5e-7

/**
 * Is the value in the vector at all? The share of the variance of the values, between the ends, that ridge
 * regression on the vectors predicts for blocks of neighbours that it has not seen (Hoerl and Kennard 1970;
 * Stone 1974). Time as said of `decoded`.
 */
export const decode: Measure = {
  id: 'decode',
  title: 'Can the value be read off the vector?',
  better: 'higher',
  range: [null, 1],
  chance: () => 0,
  resampling: 'own',
  compute(scored) {
    const reason = refusal(scored)
    if (reason !== null) return { value: Number.NaN, reason }
    const result = decoded(scored)
    const outcome = outcomeOf(result, result.value, 'between', result.control.value, result.halves.value)
    if (Number.isNaN(outcome.value)) return outcome
    return { ...outcome, details: { ...outcome.details, component: result.component } }
  },
}

/** The same of the logarithm of the value. */
export const decodeLog: Measure = {
  id: 'decode-log',
  title: 'Can the order of magnitude be read off the vector?',
  better: 'higher',
  range: [null, 1],
  chance: () => 0,
  resampling: 'own',
  compute(scored) {
    const reason = refusal(scored)
    if (reason !== null) return { value: Number.NaN, reason }
    const result = decoded(scored)
    if (result.logarithm === null) return { value: Number.NaN, reason: noRatios(scored) }
    const { logarithm, control, halves } = result
    return outcomeOf(result, logarithm, 'between', control.logarithm, halves.logarithm)
  },
}

/** How well what is learnt between the ends goes on beyond them: the two end blocks, by all between. */
export const decodeExtrapolation: Measure = {
  id: 'decode-extrapolation',
  title: 'Does what is read off go on beyond the values it was learnt from?',
  better: 'higher',
  range: [null, 1],
  chance: () => 0,
  resampling: 'own',
  compute(scored) {
    const reason = scored.series.ruler === 'circular' ? 'A circle has no ends.' : refusal(scored)
    if (reason !== null) return { value: Number.NaN, reason }
    const result = decoded(scored)
    return outcomeOf(result, result.value, 'beyond', result.control.value, result.halves.beyond)
  },
}

function refusal({ gram, n, raw }: Scored): string | null {
  if (!gram) return 'It needs the vectors of an embedder that embeds all documents in one role.'
  if (n < leastDocuments) return `It needs ${leastDocuments} documents.`
  return offDiagonal(raw, n, 'unordered').every(cosine => 1 - cosine < noDifference)
    ? 'All vectors are equal.'
    : null
}

function outcomeOf(
  { documents, blocks }: Decoded,
  decoding: Decoding,
  part: 'between' | 'beyond',
  control: readonly Decoding[],
  halves: Float64Array,
): Outcome {
  if (blocks < leastBlocks) return { value: Number.NaN, reason: 'Too many documents share a value.' }
  const value = decoding[part]
  const defined = halves.filter(each => !Number.isNaN(each))
  const shift = value - mean(defined)
  const interval = percentileInterval(halves.map(each => Math.min(1, each + shift)))
  return {
    value,
    interval,
    details: {
      control: Math.max(0, mean(control.map(each => each[part]))),
      shuffles,
      strength: decoding.strength,
      blocks,
      documents,
      halves: halves.length,
    },
  }
}
