import { counted } from '../../../base/counted.ts'
import { quantile } from '../../../math/quantile.ts'
import type { Embedder } from '../../../models/embedder.ts'
import type { Reranker } from '../../../models/reranker.ts'
import type { CheckOutcome, Question } from '../check.ts'
import type { Exam } from '../exam.ts'
import { freshTexts } from '../sample.ts'
import { shown } from '../shown.ts'

/** Requests of one text. */
const singles = 5

/** Most texts in the one larger request. */
const together = 16

const asLatency = { id: 'latency', title: 'latency and rate', needs: ['order'] } as const

/** How long does a request take, and how many texts or pairs are answered a second? */
export const latency: Question = {
  embedder: { ...asLatency, run: exam => speed(exam, { one: 'Item', many: 'Article', unit: 'text' }) },
  reranker: { ...asLatency, run: exam => speed(exam, { one: 'Lot', many: 'Piece', unit: 'pair' }) },
}

/** What the texts of single requests and those of the larger one begin with, so that none is asked for twice. */
interface Asking {
  readonly one: string
  readonly many: string
  readonly unit: 'text' | 'pair'
}

/** How fast a model answers, one request after the other. */
async function speed(
  { ask, model, timed }: Exam<Embedder | Reranker, unknown>,
  { one, many, unit }: Asking,
): Promise<CheckOutcome> {
  const alone = await timed(async () => {
    for (const text of freshTexts(singles, one)) await ask([text])
  })
  const median = quantile(alone, 0.5)
  const larger = Math.min(together, model.maxBatch)
  const [count, milliseconds] =
    larger === 1 ? [singles, alone] : [larger, await timed(() => ask(freshTexts(larger, many)))]
  const total = milliseconds.reduce((sum, each) => sum + each, 0)
  // A clock that stands still between two looks must not make the rate infinite.
  const perSecond = (count / Math.max(total, 0.01)) * 1000
  const each = milliseconds.length === 1 ? 'in one request' : 'one by one'
  return {
    verdict: 'info',
    evidence: `A request with one ${unit} takes ${shown(median)} ms (median); ${counted(count, unit)} ${each} took ${shown(total)} ms: ${shown(perSecond)} a second. Waits are not counted.`,
    numbers: { medianMilliseconds: median, perSecond },
  }
}
