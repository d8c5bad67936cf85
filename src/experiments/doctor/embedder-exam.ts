import { type Embedder, type Role, rowsOf } from '../../models/embedder.ts'
import { asked, type ExamOptions } from './asked.ts'
import { once } from './once.ts'
import { alonePlaces, otherOrder, sampleFor } from './sample.ts'

/** An embedder under examination. What several checks need is asked for once; nothing is kept longer. */
export interface EmbedderExam {
  readonly spec: string
  /** The adapter itself: what it says of itself. */
  readonly embedder: Embedder
  /** The sample. */
  readonly texts: readonly string[]
  readonly signal?: AbortSignal
  embed(texts: readonly string[], role?: Role): Promise<readonly Float32Array[]>
  /** Vectors of the sample, asked for at once. */
  first(): Promise<readonly Float32Array[]>
  /** The same call again. */
  again(): Promise<readonly Float32Array[]>
  /** The sample in another order; row i is that of text i all the same. */
  reordered(): Promise<readonly Float32Array[]>
  /** Some texts of the sample, each asked for in a request of its own. */
  alone(): Promise<readonly { readonly place: number; readonly vector: Float32Array }[]>
  /** The model that a server says has answered until now, where that is another than the one asked. */
  anotherModel(): string | undefined
  /** Milliseconds of each request that `run` makes. */
  timed(run: () => Promise<unknown>): Promise<readonly number[]>
}

export function embedderExam(spec: string, embedder: Embedder, options: ExamOptions): EmbedderExam {
  const { model, durations, anotherModel } = asked(embedder, options)
  const { signal } = options
  const texts = sampleFor(embedder.maxBatch)
  const embed = async (given: readonly string[], role: Role = 'document') => {
    const { vectors } = await model.embed(given, { role, ...(signal === undefined ? {} : { signal }) })
    return rowsOf(vectors)
  }
  return {
    spec,
    embedder,
    texts,
    ...(signal === undefined ? {} : { signal }),
    embed,
    first: once(() => embed(texts)),
    again: once(() => embed(texts)),
    reordered: once(async () => {
      const order = otherOrder(texts.length)
      const came = await embed(order.map(place => texts[place]))
      return texts.map((_, place) => came[order.indexOf(place)])
    }),
    alone: once(async () => {
      const answers: { place: number; vector: Float32Array }[] = []
      for (const place of alonePlaces(embedder.maxBatch)) {
        const [vector] = await embed([texts[place]])
        answers.push({ place, vector })
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
