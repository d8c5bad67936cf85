import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import { servedModelOutcome } from '../served-model.ts'

export const servedModel: Check<EmbedderExam> = {
  id: 'served-model',
  title: 'the model that was asked for answers',
  applies: ({ embedder }) => embedder.id.baseURL !== null,
  run: async ({ embedder, anotherModel }) => servedModelOutcome(embedder.id, anotherModel()),
}
