import { isLostInSums } from '../math/round.ts'
import type { Measure } from './measure.ts'
import type { Scored } from './scored.ts'

/** ‖S − Sᵀ‖ / ‖S + Sᵀ − 2·mean‖ off the diagonal (Frobenius): 0 symmetric, 1 for independent scores. */
export const asymmetry: Measure = {
  id: 'asymmetry',
  title: 'Does it matter which of two is the query?',
  better: 'lower',
  range: [0, null],
  chance: ({ symmetric }) => (symmetric ? 0 : 1),
  resampling: 'items',
  compute(scored) {
    const value = oddOverEven(scored, new Uint8Array(scored.n).fill(1))
    return Number.isNaN(value) ? { value, reason: 'All similarities are equal.' } : { value }
  },
  weighted: scored => draw => (scored.symmetric ? 0 : oddOverEven(scored, draw.weights)),
}

function oddOverEven({ n, raw }: Scored, weights: ArrayLike<number>): number {
  let total = 0
  let sum = 0
  let size = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const weight = weights[i] * weights[j]
      total += weight
      sum += weight * (raw[i * n + j] + raw[j * n + i])
      size = Math.max(size, Math.abs(raw[i * n + j]), Math.abs(raw[j * n + i]))
    }
  }
  const centre = sum / total
  let odd = 0
  let even = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const weight = weights[i] * weights[j]
      odd += weight * (raw[i * n + j] - raw[j * n + i]) ** 2
      even += weight * (raw[i * n + j] + raw[j * n + i] - centre) ** 2
    }
  }
  return isLostInSums(Math.sqrt(even / total), size) ? Number.NaN : Math.sqrt(odd / even)
}
