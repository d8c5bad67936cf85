import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import { counted } from '../shown.ts'

export const reachable: Check<EmbedderExam> = {
  id: 'reachable',
  title: 'reachable and authorised',
  vital: true,
  async run({ embed, texts }) {
    const [vector] = await embed(texts.slice(0, 1))
    return {
      verdict: 'pass',
      evidence: `It answered one text with ${counted(vector.length, 'number')}.`,
      numbers: { dimensions: vector.length },
    }
  },
}
