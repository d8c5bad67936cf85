import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import { counted, quoted, shownCosine } from '../shown.ts'
import { sameVector, vectorDifference } from '../vector-difference.ts'

export const distinct: Check<EmbedderExam> = {
  id: 'distinct',
  title: 'different texts, different vectors',
  async run({ first, texts }) {
    const vectors = await first()
    const equal: [left: string, right: string][] = []
    let highest = -1
    for (const [right, vector] of vectors.entries()) {
      for (let left = 0; left < right; left++) {
        const { cosine } = vectorDifference(vectors[left], vector)
        highest = Math.max(highest, cosine)
        if (cosine >= sameVector) equal.push([texts[left], texts[right]])
      }
    }
    const pairs = (texts.length * (texts.length - 1)) / 2
    const numbers = { pairs, equal: equal.length, highestCosine: highest }
    if (equal.length === 0) {
      const evidence = `None of ${counted(pairs, 'pair')} of texts is one vector (highest cosine ${shownCosine(highest)}).`
      return { verdict: 'pass', evidence, numbers }
    }
    if (equal.length === pairs) {
      return {
        verdict: 'fail',
        evidence: `All ${texts.length} texts have one vector.`,
        advice:
          'The model does not read its texts: look at the name of the input field, the tokenizer and the weights.',
        numbers,
      }
    }
    const [[left, right]] = equal
    return {
      verdict: 'warn',
      evidence: `${equal.length} of ${counted(pairs, 'pair')} of different texts have one vector, such as ${quoted(left)} and ${quoted(right)}.`,
      advice: 'What its tokenizer does not tell apart no similarity can. Write such texts in another way.',
      numbers,
    }
  },
}
