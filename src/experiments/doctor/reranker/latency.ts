import { quantile } from '../../../math/quantile.ts'
import type { Check } from '../check.ts'
import type { RerankerExam } from '../reranker-exam.ts'
import { freshTexts } from '../sample.ts'
import { speed } from '../speed.ts'

/** Requests of one pair. */
const singles = 5

/** Most documents in the one larger request. */
const together = 16

export const scoreLatency: Check<RerankerExam> = {
  id: 'latency',
  title: 'latency and rate',
  needs: ['order'],
  async run({ score, query, reranker, timed }) {
    const alone = await timed(async () => {
      for (const text of freshTexts(singles, 'Lot')) await score(query, [text])
    })
    const median = quantile(alone, 0.5)
    const count = Math.min(together, reranker.maxBatch)
    const larger = count === 1 ? alone : await timed(() => score(query, freshTexts(count, 'Piece')))
    return speed({ median, count: count === 1 ? singles : count, milliseconds: larger, unit: 'pair' })
  },
}
