import { notEvenlySpaced } from './lag-profile.ts'
import type { Measure } from './measure.ts'
import type { Scored } from './scored.ts'

/** How far from a border its pairs are taken, in places. */
const reach = 10

/**
 * Is there a step where numbers get one digit longer (9 → 10, 99 → 100)? Among the pairs of up to 10 places
 * round such a border, the mean similarity of pairs on one side of it less that of pairs at the same lag across
 * it, each lag weighing as much as it has pairs across; over all borders, in units of the range of the mean
 * similarity. Equal lags: a curved fall, which `ruler` and the shape of the caret tell, is no step.
 */
export const digitStep: Measure = {
  id: 'digit-step',
  title: 'Is there a step where numbers get a digit longer?',
  better: 'neither',
  floor: 'highest',
  range: [null, null],
  chance: () => 0,
  resampling: 'items',
  compute(scored) {
    const { texts, values, family } = scored.series
    if (!scored.profile.isEven) return { value: Number.NaN, reason: notEvenlySpaced }
    if (family !== 'number' && family !== 'money')
      return { value: Number.NaN, reason: 'Only numbers and prices have digits that are counted.' }
    const borders = bordersOf(values)
    const ones = new Uint8Array(scored.n).fill(1)
    const range = rangeOf(scored.profile.mean)
    const value = stepOver(scored, borders, ones) / range
    if (borders.length === 0) return { value: Number.NaN, reason: 'All numbers have as many digits.' }
    if (!Number.isFinite(value))
      return { value: Number.NaN, reason: 'No border has pairs of one lag both on a side and across.' }
    return {
      value,
      details: {
        borders: borders.flatMap(border => {
          const step = stepOver(scored, [border], ones) / range
          return Number.isFinite(step) ? [{ from: texts[border - 1], to: texts[border], step }] : []
        }),
      },
    }
  },
  weighted(scored) {
    const borders = bordersOf(scored.series.values)
    return draw => stepOver(scored, borders, draw.weights) / rangeOf(draw.profile().mean)
  },
}

/** The places whose number is of another order of magnitude than the one before. */
function bordersOf(values: readonly number[]): number[] {
  // Below 1 the places after the point count: 0.01 has one fewer than 0.009.
  const magnitudes = values.map(value => (value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-9)))
  return magnitudes.flatMap((magnitude, at) => (at > 0 && magnitude !== magnitudes[at - 1] ? [at] : []))
}

function stepOver({ n, raw }: Scored, borders: readonly number[], weights: ArrayLike<number>): number {
  let steps = 0
  let total = 0
  for (const border of borders) {
    const first = Math.max(0, border - reach)
    const last = Math.min(n, border + reach) - 1
    for (let lag = 1; lag <= last - first; lag++) {
      const side = { sum: 0, weight: 0 }
      const across = { sum: 0, weight: 0 }
      for (let i = first; i + lag <= last; i++) {
        const group = i < border && i + lag >= border ? across : side
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

function rangeOf(means: Float64Array): number {
  return Math.max(...means) - Math.min(...means)
}
