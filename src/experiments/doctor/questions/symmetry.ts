import { counted } from '../../../base/counted.ts'
import type { Question } from '../check.ts'
import { sameNumbers, vectorDifference } from '../differences.ts'
import { shown } from '../shown.ts'

/** Rows from one call, columns from another: within one call a matrix of cosines is symmetric by arithmetic. */
export const symmetry: Question = {
  embedder: {
    id: 'symmetry',
    title: 'cosine(a, b) is cosine(b, a)',
    needs: ['order'],
    async run(exam) {
      const rows = await exam.first()
      const columns = await exam.reordered()
      let largest = 0
      for (const [i, row] of rows.entries()) {
        for (let j = 0; j < i; j++) {
          const forth = vectorDifference(row, columns[j]).cosine
          const back = vectorDifference(rows[j], columns[i]).cosine
          largest = Math.max(largest, Math.abs(forth - back))
        }
      }
      const numbers = { largestDifference: largest }
      const pairs = counted((rows.length * (rows.length - 1)) / 2, 'pair')
      const evidence = `Largest difference over ${pairs}, one text of each from another call: ${shown(largest)}.`
      if (largest <= sameNumbers) return { verdict: 'pass', evidence, numbers }
      const advice = 'Differences of similarities below this are noise between calls.'
      return { verdict: 'warn', evidence, advice, numbers }
    },
  },
}
