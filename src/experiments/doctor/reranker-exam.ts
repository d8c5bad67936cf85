import type { Reranker } from '../../models/reranker.ts'
import { asked, type ExamOptions } from './asked.ts'
import { once } from './once.ts'
import { alonePlaces, otherOrder, sampleFor } from './sample.ts'

/** A reranker under examination. What several checks need is asked for once; nothing is kept longer. */
export interface RerankerExam {
  readonly spec: string
  /** The adapter itself: what it says of itself. */
  readonly reranker: Reranker
  readonly query: string
  /** The sample. */
  readonly documents: readonly string[]
  score(query: string, documents: readonly string[]): Promise<Float64Array>
  /** Scores of the sample, asked for at once. */
  first(): Promise<Float64Array>
  /** The same call again. */
  again(): Promise<Float64Array>
  /** The sample in another order; score i is that of document i all the same. */
  reordered(): Promise<Float64Array>
  /** Some documents of the sample, each the only one of a request. */
  alone(): Promise<readonly { readonly place: number; readonly score: number }[]>
  /** The model that a server says has answered until now, where that is another than the one asked. */
  anotherModel(): string | undefined
  /** Milliseconds of each request that `run` makes. */
  timed(run: () => Promise<unknown>): Promise<readonly number[]>
}

export function rerankerExam(spec: string, reranker: Reranker, options: ExamOptions): RerankerExam {
  const { model, durations, anotherModel } = asked(reranker, options)
  const { signal } = options
  const query = 'what is the closest item to 42?'
  const documents = sampleFor(reranker.maxBatch)
  const score = async (about: string, given: readonly string[]) =>
    (await model.score(about, given, signal === undefined ? {} : { signal })).scores
  return {
    spec,
    reranker,
    query,
    documents,
    score,
    first: once(() => score(query, documents)),
    again: once(() => score(query, documents)),
    reordered: once(async () => {
      const order = otherOrder(documents.length)
      const came = await score(
        query,
        order.map(place => documents[place]),
      )
      return Float64Array.from(documents, (_, place) => came[order.indexOf(place)])
    }),
    alone: once(async () => {
      const answers: { place: number; score: number }[] = []
      for (const place of alonePlaces(reranker.maxBatch)) {
        const [only] = await score(query, [documents[place]])
        answers.push({ place, score: only })
      }
      return answers
    }),
    anotherModel,
    async timed(run) {
      const before = durations.length
      await run()
      return durations.slice(before)
    },
  }
}
