import { seededRandom } from '../../base/random.ts'
import type { Reference } from './reference.ts'

/** Independent uniform scores, 1 on the diagonal: a model that knows nothing. */
export const random: Reference = {
  kind: 'reference',
  id: 'reference:random',
  description: 'Chance: similarities drawn at random.',
  similarities(series, seed) {
    const draw = seededRandom(seed, 'reference:random', series.id)
    const n = series.texts.length
    const data = new Float64Array(n * n)
    for (let i = 0; i < n; i++) {
      data[i * n + i] = 1
      for (let j = 0; j < i; j++) {
        data[i * n + j] = draw()
        data[j * n + i] = data[i * n + j]
      }
    }
    return data
  },
}
