import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'

export const standIn: Check<RerankerExam> = {
  id: 'stand-in',
  title: 'a reranker of its own',
  applies: ({ reranker }) => reranker.standIn,
  async run() {
    return {
      verdict: 'warn',
      evidence:
        'It is none: a dual encoder stands in for a cross-encoder. Its scores are cosines of two vectors.',
      advice:
        'Say so where you show its numbers, and draw no conclusion about rerankers from it. Name one with --rerank.',
    }
  },
}
