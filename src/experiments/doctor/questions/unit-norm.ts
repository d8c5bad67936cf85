import type { Question } from '../check.ts'
import { shown } from '../shown.ts'

/** Vectors of half precision are off by this much at most. */
const tolerance = 2e-3

/** Are vectors 1 long? */
export const unitNorm: Question = {
  embedder: {
    id: 'unit-norm',
    title: 'length of the vectors',
    async run({ first, model }) {
      const lengths = (await first()).map(vector => Math.hypot(...vector))
      const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)]
      const numbers = { shortest, longest }
      if (shortest >= 1 - tolerance && longest <= 1 + tolerance)
        return { verdict: 'pass', evidence: 'All are 1 long: cosine and dot product are one.', numbers }
      const evidence = `They are ${shown(shortest)} to ${shown(longest)} long, not 1.`
      if (model.id.normalisation === 'unit') {
        const advice =
          'They should be of unit length: the model is not what its identity says. Check its options.'
        return { verdict: 'warn', evidence, advice, numbers }
      }
      const advice =
        'Cosines here take care of it. An index of yours that compares by dot product gives other neighbours.'
      return { verdict: 'info', evidence, advice, numbers }
    },
  },
}
