import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import { counted } from '../shown.ts'

export const complete: Check<EmbedderExam> = {
  id: 'complete',
  title: 'a list is answered whole',
  vital: true,
  async run({ first, texts, embedder }) {
    const vectors = await first()
    const requests = Math.ceil(texts.length / embedder.maxBatch)
    return {
      verdict: 'pass',
      evidence: `${counted(texts.length, 'text')} in ${counted(requests, 'request')} gave as many vectors of finite numbers.`,
      numbers: { texts: texts.length, vectors: vectors.length },
    }
  },
}
