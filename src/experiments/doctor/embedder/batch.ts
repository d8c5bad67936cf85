import { batchAdvice } from '../batch-advice.ts'
import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import { counted } from '../shown.ts'
import {
  sameDirection,
  sameNumbers,
  shownDifference,
  vectorDifference,
  worstDifference,
} from '../vector-difference.ts'

export const batch: Check<EmbedderExam> = {
  id: 'batch',
  title: 'alone as in a batch',
  needs: ['order'],
  async run(exam) {
    const { spec, texts, embedder } = exam
    const vectors = await exam.first()
    const alone = await exam.alone()
    const worst = worstDifference(alone.map(({ place, vector }) => vectorDifference(vector, vectors[place])))
    const numbers = { lowestCosine: worst.cosine, largestDifference: worst.largest }
    const among = embedder.maxBatch === 1 ? 'each in a request of its own' : `among ${texts.length}`
    const evidence = `${counted(alone.length, 'text')} alone and ${among}: ${shownDifference(worst)}.`
    if (worst.largest <= sameNumbers) return { verdict: 'pass', evidence, numbers }
    const verdict = worst.cosine < sameDirection ? 'fail' : 'warn'
    return {
      verdict,
      evidence: `Answers depend on the batch. ${evidence}`,
      advice: batchAdvice(spec, embedder.id),
      numbers,
    }
  },
}
