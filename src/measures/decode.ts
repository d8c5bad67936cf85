import type { Json } from '../base/json.ts'
import { seededRandom, shuffled } from '../base/random.ts'
import { percentileInterval, resampleHalves } from '../math/bootstrap.ts'
import { spearman } from '../math/correlation.ts'
import { mean } from '../math/quantile.ts'
import { largestEigenPairs } from '../math/symmetric-eigen.ts'
import {
  type DecodeItems,
  decodeItems,
  minBlocks,
  minDocuments,
  onePeriod,
  type Target,
  targetsOf,
} from './decode-blocks.ts'
import { type Decoding, decodeTargets } from './decode-targets.ts'
import type { Measure, Outcome } from './measure.ts'
import { noRatios } from './rsa.ts'
import { offDiagonal, type Scored } from './scored.ts'

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
  if (n < minDocuments) return `It needs ${minDocuments} documents.`
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
  if (blocks < minBlocks) return { value: Number.NaN, reason: 'Too many documents share a value.' }
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

/** Shuffles of the values that the control is the mean of. */
const shuffles = 20

/** All that the three measures say of one matrix. */
export interface Decoded {
  /** Documents that were taken. */
  readonly documents: number
  readonly blocks: number
  readonly value: Decoding
  /** Null on a circle and where a value is not above 0. */
  readonly logarithm: Decoding | null
  /** The same of shuffled values. */
  readonly control: { readonly value: readonly Decoding[]; readonly logarithm: readonly Decoding[] }
  readonly component: Json
  readonly halves: Halves
}

/** Documents that are taken: of more, so many that are spread evenly over the order of value. */
const maxDocuments = 400

/** Kept for each matrix, as three measures share it. O((shuffles + strengths + halves / 8) · n³). */
export function decoded(scored: Scored): Decoded {
  const before = known.get(scored)
  if (before !== undefined) return before
  const order = itemsTaken(scored)
  const items = decodeItems(scored, order)
  const targets = targetsOf(items)
  const random = seededRandom(scored.seed, 'decode', scored.series.id)
  const places = [...order.keys()]
  const mixed = Array.from({ length: shuffles }, () => {
    const other = shuffled(places, random)
    return targets.map((target): Target => target.map(column => column.map((_, at) => column[other[at]])))
  })
  const all = decodeTargets(items.centred, items.n, items.blocks, [...targets, ...mixed.flat()])
  const controlOf = (target: number) =>
    all.filter((_, at) => at >= targets.length && at % targets.length === target)
  const made: Decoded = {
    documents: order.length,
    blocks: items.blocks.starts.length - 1,
    value: all[0],
    logarithm: targets.length > 1 ? all[1] : null,
    control: { value: controlOf(0), logarithm: targets.length > 1 ? controlOf(1) : [] },
    component: orderingComponent(items),
    halves: decodeHalves(scored, order),
  }
  known.set(scored, made)
  return made
}

const known = new WeakMap<Scored, Decoded>()

/** The items that are taken, in order of value; on a circle from 0 to its period. */
export function itemsTaken({ n, series: { values, ruler, period } }: Pick<Scored, 'n' | 'series'>): number[] {
  const place = (item: number) => (ruler === 'circular' ? onePeriod(values[item], period!) : values[item])
  const all = Array.from({ length: n }, (_, item) => item).sort((a, b) => place(a) - place(b) || a - b)
  if (n <= maxDocuments) return all
  const step = (n - 1) / (maxDocuments - 1)
  return Array.from({ length: maxDocuments }, (_, at) => all[Math.round(at * step)])
}

/** Halves that are drawn: each costs an eighth of the whole. */
function halvesFor(n: number): number {
  return n <= 120 ? 60 : 40
}

/** What each measure comes to on each half; NaN where it is not defined there. */
export interface Halves {
  readonly value: Float64Array
  readonly logarithm: Float64Array
  readonly beyond: Float64Array
}

/**
 * Reads the values off halves of the items, drawn without replacement, each cut into blocks of its own.
 * Empty when a half is too small. O(halves · strengths · n³ / 8).
 */
function decodeHalves(scored: Scored, order: readonly number[]): Halves {
  const n = order.length
  const count = n < 2 * minDocuments ? 0 : halvesFor(n)
  const members = resampleHalves(n, count, seededRandom(scored.seed, 'decode halves', scored.series.id))
  const undefinedAll = () => new Float64Array(count).fill(Number.NaN)
  const halves = { value: undefinedAll(), logarithm: undefinedAll(), beyond: undefinedAll() }
  for (let half = 0; half < count; half++) {
    const items = decodeItems(
      scored,
      order.filter((_, at) => members[half * n + at] === 1),
    )
    const targets = targetsOf(items)
    const [value, logarithm] = decodeTargets(items.centred, items.n, items.blocks, targets)
    halves.value[half] = value.between
    halves.beyond[half] = value.beyond
    if (logarithm !== undefined) halves.logarithm[half] = logarithm.between
  }
  return halves
}

/** Principal components that are looked at: those with the most variance. */
const looked = 10

/**
 * The principal component of the vectors that orders the values best: its place by variance from 1, its share of
 * the variance, and |Spearman| of its scores with the values. Null on a circle. O(n³).
 */
export function orderingComponent({ n, centred, values, circular }: DecodeItems): Json {
  if (circular) return null
  let trace = 0
  for (let i = 0; i < n; i++) trace += centred[i * n + i]
  const components = largestEigenPairs(centred, n, looked)
    .filter(({ value }) => value > 1e-9 * trace)
    .map(({ value, vector }, at) => ({
      index: at + 1,
      share: value / trace,
      // Equal vectors have equal scores except for the last digits.
      correlation: Math.abs(
        spearman(
          vector.map(score => Math.round(score * 1e9)),
          values,
        ),
      ),
    }))
    .filter(({ correlation }) => !Number.isNaN(correlation))
  if (components.length === 0) return null
  return components.reduce((best, each) => (each.correlation > best.correlation ? each : best))
}
