import { quantile } from '../../../math/quantile.ts'
import type { Check } from '../check.ts'
import type { EmbedderExam } from '../embedder-exam.ts'
import { freshTexts } from '../sample.ts'
import { speed } from '../speed.ts'

/** Requests of one text. */
const singles = 5

/** Most texts in the one larger request. */
const together = 16

export const latency: Check<EmbedderExam> = {
  id: 'latency',
  title: 'latency and rate',
  needs: ['order'],
  async run({ embed, embedder, timed }) {
    const alone = await timed(async () => {
      for (const text of freshTexts(singles, 'Item')) await embed([text])
    })
    const median = quantile(alone, 0.5)
    const count = Math.min(together, embedder.maxBatch)
    const larger = count === 1 ? alone : await timed(() => embed(freshTexts(count, 'Article')))
    return speed({ median, count: count === 1 ? singles : count, milliseconds: larger, unit: 'text' })
  },
}
