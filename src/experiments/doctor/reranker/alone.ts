import { batchAdvice } from '../batch-advice.ts'
import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { otherScore, sameScore, shownMove, spanOf } from '../score-difference.ts'
import { counted } from '../shown.ts'

/** How much a score may change when its document stands in the list a second time, as a part of what the other documents change. */
const unmoved = 0.1

export const scoreAlone: Check<RerankerExam> = {
  id: 'alone',
  title: 'alone as in a list',
  needs: ['order'],
  async run(exam) {
    const { reranker, documents, query, spec } = exam
    const first = await exam.first()
    const alone = await exam.alone()
    const moved = alone.map(({ place, score }) => Math.abs(score - first[place]))
    const largest = Math.max(...moved)
    const part = largest / (spanOf(first) || 1)
    const numbers = { largestDifference: largest, partOfSpan: part }
    const among = reranker.maxBatch === 1 ? 'each in a request of its own' : `among ${documents.length}`
    const evidence = `${counted(alone.length, 'document')} alone and ${among}: ${shownMove(largest, part)}.`
    if (reranker.listwise) {
      return {
        verdict: 'info',
        evidence: `Listwise, as it says: scores compare within one list only. ${evidence}`,
        numbers,
      }
    }
    if (part <= sameScore) return { verdict: 'pass', evidence, numbers }
    // Twice the same document pads nothing and has the same largest numbers: only a listwise model sees a difference.
    const { place, score } = alone[moved.indexOf(largest)]
    const [twin] = await exam.score(query, [documents[place], documents[place]])
    const listwise = Math.abs(twin - score) > unmoved * largest
    return {
      verdict: part > otherScore ? 'fail' : 'warn',
      evidence: `${listwise ? 'Listwise: scores depend on the other documents.' : 'Scores depend on the batch.'} ${evidence}`,
      advice: listwise
        ? 'Its adapter calls it pointwise, and a run would compare scores of different lists. Use an adapter that says listwise.'
        : batchAdvice(spec, reranker.id),
      numbers: { ...numbers, twinDifference: Math.abs(twin - score) },
    }
  },
}
