import { counted } from '../../../base/counted.ts'
import { quoted } from '../../../base/quoted.ts'
import type { Question } from '../check.ts'
import { sameVector, vectorDifference } from '../differences.ts'
import { shownCosine } from '../shown.ts'

/** Have different texts different vectors? */
export const distinct: Question = {
  embedder: {
    id: 'distinct',
    title: 'different texts, different vectors',
    async run({ first, sample }) {
      const vectors = await first()
      const equal: [left: string, right: string][] = []
      let highest = -1
      for (const [right, vector] of vectors.entries()) {
        for (let left = 0; left < right; left++) {
          const { cosine } = vectorDifference(vectors[left], vector)
          highest = Math.max(highest, cosine)
          if (cosine >= sameVector) equal.push([sample[left], sample[right]])
        }
      }
      const pairs = (sample.length * (sample.length - 1)) / 2
      const numbers = { pairs, equal: equal.length, highestCosine: highest }
      if (equal.length === 0) {
        const evidence = `None of ${counted(pairs, 'pair')} of texts is one vector (highest cosine ${shownCosine(highest)}).`
        return { verdict: 'pass', evidence, numbers }
      }
      if (equal.length === pairs) {
        return {
          verdict: 'fail',
          evidence: `All ${sample.length} texts have one vector.`,
          advice:
            'The model does not read its texts: look at the name of the input field, the tokenizer and the weights.',
          numbers,
        }
      }
      const [[left, right]] = equal
      return {
        verdict: 'warn',
        evidence: `${equal.length} of ${counted(pairs, 'pair')} of different texts have one vector, such as ${quoted(left)} and ${quoted(right)}.`,
        advice: 'Texts with the same tokens always get the same vector. Write such texts in another way.',
        numbers,
      }
    },
  },
}
