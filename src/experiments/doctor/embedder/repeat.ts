import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import {
  sameDirection,
  sameNumbers,
  shownDifference,
  vectorDifference,
  worstDifference,
} from '../vector-difference.ts'

export const repeat: Check<EmbedderExam> = {
  id: 'repeat',
  title: 'the same call twice, the same vectors',
  needs: ['order'],
  async run(exam) {
    const vectors = await exam.first()
    const again = await exam.again()
    const worst = worstDifference(vectors.map((vector, place) => vectorDifference(vector, again[place])))
    const numbers = { lowestCosine: worst.cosine, largestDifference: worst.largest }
    if (worst.largest === 0) return { verdict: 'pass', evidence: 'Equal to the last bit.', numbers }
    const evidence = `Not equal: ${shownDifference(worst)}.`
    if (worst.cosine < sameDirection) {
      const advice = 'Its answers are not repeatable: what a run says is noise. Ask the provider why.'
      return { verdict: 'fail', evidence, advice, numbers }
    }
    if (worst.largest <= sameNumbers) return { verdict: 'pass', evidence, numbers }
    const advice =
      'Similarities that differ by less are noise. Keep the cache: in it, one answer stands for each text.'
    return { verdict: 'warn', evidence, advice, numbers }
  },
}
