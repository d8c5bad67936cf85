import { percentileInterval } from '../math/bootstrap.ts'
import { drawAt } from '../math/draw-kernel.ts'
import { notEvenlySpaced, rangeOf } from './lag-profile.ts'
import type { Measure } from './measure.ts'
import type { Interval } from './resamples.ts'
import type { Scored } from './scored.ts'

/** How far from a border its pairs are taken, in places. */
const reach = 10

/** A border between two orders of magnitude, as the details hold it. */
export type DigitBorder = {
  /** The last document before it, and the first one after it. */
  readonly from: string
  readonly to: string
  readonly step: number
  /** 95 %, by resampling documents; the range of the mean stays that of the series as it is. */
  readonly interval: Interval | null
}

/**
 * Is there a step where numbers reach another order of magnitude (9 → 10, 0.099 → 0.1)? Among the documents of up
 * to 10 places round such a border, the mean similarity of pairs of one magnitude less that of pairs at the same
 * lag across the border, each lag weighing as much as it has pairs across; over all borders, in units of the range
 * of the mean similarity. Documents beyond another border are left out. Equal lags: a curved fall, which `ruler`
 * and the shape of the caret show, is no step.
 */
export const digitStep: Measure = {
  id: 'digit-step',
  title: 'Is there a step where numbers reach another magnitude?',
  better: 'neither',
  floor: 'highest',
  range: [null, null],
  chance: () => 0,
  resampling: 'items',
  compute(scored) {
    const { texts, values, family } = scored.series
    if (!scored.profile.isEven) return { value: Number.NaN, reason: notEvenlySpaced }
    if (family !== 'number' && family !== 'money')
      return { value: Number.NaN, reason: 'Digits are counted in numbers and prices only.' }
    const borders = bordersOf(values)
    const ones = new Uint8Array(scored.n).fill(1)
    const range = rangeOf(scored.profile.mean)
    const step = stepOver(scored, borders, ones)
    if (borders.length === 0)
      return { value: Number.NaN, reason: 'All numbers have the same number of digits.' }
    if (Number.isNaN(step))
      return {
        value: Number.NaN,
        reason: 'No border has pairs at the same lag both across it and on one side.',
      }
    if (range === 0) return { value: Number.NaN, reason: 'The mean similarity is the same at every lag.' }
    return {
      value: step / range,
      details: {
        borders: borders.flatMap(border => {
          const step = stepOver(scored, [border], ones) / range
          return Number.isFinite(step) ? [{ ...named(texts, border), step }] : []
        }),
      },
    }
  },
  weighted(scored) {
    const borders = bordersOf(scored.series.values)
    return draw => stepOver(scored, borders, draw.weights) / rangeOf(draw.profile().mean)
  },
  resampledDetails(scored, draws) {
    const { texts, values } = scored.series
    const range = rangeOf(scored.profile.mean)
    const ones = new Uint8Array(scored.n).fill(1)
    const stepAt = (border: Border, weights: ArrayLike<number>) => stepOver(scored, [border], weights) / range
    return {
      borders: bordersOf(values).flatMap((border): DigitBorder[] => {
        const step = stepAt(border, ones)
        if (!Number.isFinite(step)) return []
        const steps = new Float64Array(draws.count)
        for (let draw = 0; draw < draws.count; draw++) steps[draw] = stepAt(border, drawAt(draws, draw))
        const interval = percentileInterval(steps)
        return [{ ...named(texts, border), step, interval }]
      }),
    }
  },
}

/** Where a series reaches another order of magnitude. */
interface Border {
  /** The first place after it. */
  readonly at: number
  /** The places from `first` to before `end` are of the two magnitudes on its sides, and near. */
  readonly first: number
  readonly end: number
}

function named(texts: readonly string[], { at }: Border) {
  return { from: texts[at - 1], to: texts[at] }
}

function bordersOf(values: readonly number[]): Border[] {
  // Below 1 the places after the point count: 0.01 has one fewer than 0.009.
  const magnitudes = values.map(value => (value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-9)))
  const places = magnitudes.flatMap((magnitude, at) =>
    at > 0 && magnitude !== magnitudes[at - 1] ? [at] : [],
  )
  return places.map((at, which) => ({
    at,
    first: Math.max(places[which - 1] ?? 0, at - reach),
    end: Math.min(places[which + 1] ?? values.length, at + reach),
  }))
}

function stepOver({ n, raw }: Scored, borders: readonly Border[], weights: ArrayLike<number>): number {
  let steps = 0
  let total = 0
  for (const { at, first, end } of borders) {
    const last = end - 1
    for (let lag = 1; lag <= last - first; lag++) {
      const side = { sum: 0, weight: 0 }
      const across = { sum: 0, weight: 0 }
      for (let i = first; i + lag <= last; i++) {
        const group = i < at && i + lag >= at ? across : side
        const weight = weights[i] * weights[i + lag]
        group.weight += weight
        group.sum += (weight * (raw[i * n + i + lag] + raw[(i + lag) * n + i])) / 2
      }
      if (side.weight === 0 || across.weight === 0) continue
      total += across.weight
      steps += across.weight * (side.sum / side.weight - across.sum / across.weight)
    }
  }
  return steps / total
}
