import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { shown } from '../shown.ts'

export const reachableScores: Check<RerankerExam> = {
  id: 'reachable',
  title: 'reachable and authorised',
  vital: true,
  async run({ score, query, documents }) {
    const [only] = await score(query, documents.slice(0, 1))
    return {
      verdict: 'pass',
      evidence: `It answered one document with the score ${shown(only)}.`,
      numbers: { score: only },
    }
  },
}
