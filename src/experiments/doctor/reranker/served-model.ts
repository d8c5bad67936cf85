import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { servedModelOutcome } from '../served-model.ts'

export const servedReranker: Check<RerankerExam> = {
  id: 'served-model',
  title: 'the model that was asked for answers',
  applies: ({ reranker }) => reranker.id.baseURL !== null,
  run: async ({ reranker, anotherModel }) => servedModelOutcome(reranker.id, anotherModel()),
}
