import type { CheckOutcome, Question } from '../check.ts'
import {
  otherScore,
  sameDirection,
  sameNumbers,
  sameScore,
  scoreDifference,
  shownDifference,
  shownMove,
  vectorDifference,
  worstDifference,
} from '../differences.ts'

const unrepeatable = 'Its answers are not repeatable: what a run says is noise. Ask the provider why.'

/** Is the same call the same twice? */
export const repeat: Question = {
  embedder: {
    id: 'repeat',
    title: 'the same call twice, the same vectors',
    needs: ['order'],
    async run(exam) {
      const vectors = await exam.first()
      const again = await exam.again()
      const worst = worstDifference(vectors.map((vector, place) => vectorDifference(vector, again[place])))
      return judged({
        difference: worst.largest,
        same: worst.largest <= sameNumbers,
        other: worst.cosine < sameDirection,
        evidence: shownDifference(worst),
        numbers: { lowestCosine: worst.cosine, largestDifference: worst.largest },
        whenOther: unrepeatable,
        whenNoisy:
          'Similarities that differ by less are noise. Keep the cache: in it, one answer stands for each text.',
      })
    },
  },
  reranker: {
    id: 'repeat',
    title: 'the same call twice, the same scores',
    needs: ['order'],
    async run(exam) {
      const { largest, relative, exchanged } = scoreDifference(await exam.first(), await exam.again())
      return judged({
        difference: largest,
        same: relative <= sameScore,
        other: relative > otherScore,
        evidence: shownMove(largest, relative),
        numbers: { largestDifference: largest, partOfSpan: relative },
        whenOther: exchanged
          ? 'The scores are the same and change places: the order of the answers is not kept.'
          : unrepeatable,
        whenNoisy:
          'Scores that differ by less are noise. Keep the cache: in it, one answer stands for each pair.',
      })
    },
  },
}

interface Repeated {
  readonly difference: number
  /** Whether no more than the last bits differ. */
  readonly same: boolean
  /** Whether it is another answer. */
  readonly other: boolean
  readonly evidence: string
  readonly numbers: Readonly<Record<string, number>>
  readonly whenOther: string
  readonly whenNoisy: string
}

function judged(repeated: Repeated): CheckOutcome {
  const { difference, same, other, numbers, whenOther, whenNoisy } = repeated
  if (difference === 0) return { verdict: 'pass', evidence: 'Equal to the last bit.', numbers }
  const evidence = `Not equal: ${repeated.evidence}.`
  if (other) return { verdict: 'fail', evidence, advice: whenOther, numbers }
  if (same) return { verdict: 'pass', evidence, numbers }
  return { verdict: 'warn', evidence, advice: whenNoisy, numbers }
}
