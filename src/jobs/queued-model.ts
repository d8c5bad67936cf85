import { NumeracyError } from '../base/error.ts'
import { checkedScores, checkedVectors } from '../models/answer.ts'
import { type Decorated, decorated, type Model } from '../models/decorators/decorated.ts'
import { isTooLarge } from '../models/decorators/turns.ts'
import { rowsOf } from '../models/embedder.ts'
import type { Collector } from './collector.ts'
import type { ReadAnswer } from './packed-answer.ts'
import { embedRequest, isSplittable, type Request, textsIn } from './request.ts'

/** Requests of one model that stand in its queue at once, at most. More workers than take these up stand idle. */
const queueWidth = 512

/**
 * The same model, its requests made by workers; in the place of the adapter, behind cache and batches. How fast it may
 * be asked is the workers' business. A request that fails where others are answered is asked again in halves, so that
 * the text which is to blame fails alone.
 */
export function queued<M extends Model>(model: M, collector: Collector): Decorated<M> {
  let answered = 0
  /** Texts of requests that failed where others were answered. */
  const suspects = new Set<string>()

  async function ask(request: Request, signal: AbortSignal | undefined): Promise<AnsweredNumbers> {
    const before = answered
    const answer = await collector.ask(request, signal)
    if (answer.kind === 'numbers') {
      answered++
      return answer
    }
    const { failure } = answer
    if (isTooLarge(failure) || !isSplittable(model, request)) throw failure
    const texts = textsIn(request)
    const isOwn =
      answered > before ||
      typeof failure.details.workersEnded === 'number' ||
      texts.every(text => suspects.has(text))
    if (!isOwn || failure.code === 'usage') throw failure
    for (const text of texts) suspects.add(text)
    // `tooLong` keeps what is learned of this request from limiting the others.
    const details = { ...failure.details, tooLarge: true, tooLong: true }
    throw new NumeracyError(failure.code, failure.message, { details })
  }

  const asked = decorated(model, {
    embed:
      embedder =>
      async (texts, { role, signal }) => {
        const { columns, data, facts } = await ask(embedRequest(embedder, role, texts), signal)
        const rows = rowsOf({ count: data.length / columns, dimensions: columns, data })
        return { vectors: checkedVectors(embedder.id, texts, rows), ...facts }
      },
    score:
      reranker =>
      async (query, documents, { signal }) => {
        const { data, facts } = await ask({ kind: 'reranker', query, documents }, signal)
        return { scores: checkedScores(reranker.id, documents, data), ...facts }
      },
  })
  return { ...asked, pace: { concurrency: queueWidth } }
}

type AnsweredNumbers = Extract<ReadAnswer, { readonly kind: 'numbers' }>
