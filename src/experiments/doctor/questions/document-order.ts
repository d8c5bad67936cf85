import type { Question } from '../check.ts'
import { otherScore, sameScore, scoreDifference, shownMove } from '../differences.ts'

/** A difference that is not more than this many times that of the same call made twice is noise. */
const noiseFactor = 2

/** Do scores depend on the order of the documents? */
export const documentOrder: Question = {
  reranker: {
    id: 'document-order',
    title: 'scores do not depend on the order of the documents',
    needs: ['order'],
    async run(exam) {
      const first = await exam.first()
      const { largest, relative } = scoreDifference(first, await exam.reordered())
      const noise = scoreDifference(first, await exam.again())
      const numbers = { largestDifference: largest, partOfSpan: relative }
      const evidence = `In another order ${shownMove(largest, relative)}.`
      if (relative <= sameScore) return { verdict: 'pass', evidence, numbers }
      if (largest <= noiseFactor * noise.largest)
        return { verdict: 'info', evidence: `${evidence} The same call made twice does that too.`, numbers }
      if (exam.model.listwise) {
        const advice = 'A listwise model reads its list in order. Shuffle candidates in your evaluations.'
        return { verdict: 'warn', evidence, advice, numbers }
      }
      const advice =
        'A score should belong to its pair. Look for a prompt that numbers the documents, or a batch effect.'
      return { verdict: relative > otherScore ? 'fail' : 'warn', evidence, advice, numbers }
    },
  },
}
