import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { otherScore, sameScore, scoreDifference, shownMove } from '../score-difference.ts'

export const repeatScores: Check<RerankerExam> = {
  id: 'repeat',
  title: 'the same call twice, the same scores',
  needs: ['order'],
  async run(exam) {
    const { largest, relative, exchanged } = scoreDifference(await exam.first(), await exam.again())
    const numbers = { largestDifference: largest, partOfSpan: relative }
    if (largest === 0) return { verdict: 'pass', evidence: 'Equal to the last bit.', numbers }
    const evidence = `Not equal: ${shownMove(largest, relative)}.`
    if (relative > otherScore) {
      const advice = exchanged
        ? 'The scores are the same and change places: the order of the answers is not kept.'
        : 'Its answers are not repeatable: what a run says is noise. Ask the provider why.'
      return { verdict: 'fail', evidence, advice, numbers }
    }
    if (relative <= sameScore) return { verdict: 'pass', evidence, numbers }
    const advice =
      'Scores that differ by less are noise. Keep the cache: in it, one answer stands for each pair.'
    return { verdict: 'warn', evidence, advice, numbers }
  },
}
