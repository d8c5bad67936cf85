import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { scoreDifference, spanOf } from '../score-difference.ts'
import { counted, shown } from '../shown.ts'

export const scoreOrder: Check<RerankerExam> = {
  id: 'order',
  title: 'answers in the order of the documents',
  async run(exam) {
    const first = await exam.first()
    if (spanOf(first) === 0)
      return { verdict: 'info', evidence: 'It cannot be told: all documents have one score.' }
    const { largest, exchanged } = scoreDifference(first, await exam.reordered())
    const numbers = { largestDifference: largest }
    if (exchanged) {
      return {
        verdict: 'fail',
        evidence: `Asked in another order, the same ${first.length} scores stand at other documents: one document's score moved by ${shown(largest)}.`,
        advice:
          'The server, or the library in between, answers sorted or shuffled and loses which score is whose (`index`). Ask another way.',
        numbers,
      }
    }
    return {
      verdict: 'pass',
      evidence: `${counted(first.length, 'document')} in another order: the scores went with them.`,
      numbers,
    }
  },
}
