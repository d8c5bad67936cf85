import { mean } from '../math/quantile.ts'
import type { Measure } from './measure.ts'
import { offDiagonal } from './rows.ts'

/** ‖S − Sᵀ‖ / ‖S + Sᵀ − 2·mean‖ off the diagonal (Frobenius): 0 symmetric, 1 for independent scores. */
export const asymmetry: Measure = {
  id: 'asymmetry',
  title: 'Does it matter which of two is the query?',
  better: 'lower',
  range: [0, null],
  chance: ({ symmetric }) => (symmetric ? 0 : 1),
  compute({ n, raw }) {
    const centre = mean(offDiagonal(raw, n, 'ordered'))
    let odd = 0
    let even = 0
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        odd += (raw[i * n + j] - raw[j * n + i]) ** 2
        even += (raw[i * n + j] + raw[j * n + i] - 2 * centre) ** 2
      }
    }
    return even === 0
      ? { value: Number.NaN, reason: 'All similarities are equal.' }
      : { value: Math.sqrt(odd / even) }
  },
}
