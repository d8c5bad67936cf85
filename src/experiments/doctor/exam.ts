import { type Embedder, type Role, rowsOf } from '../../models/embedder.ts'
import type { Reranker } from '../../models/reranker.ts'
import { fillTemplate } from '../../series/template.ts'
import { articlePrompt } from '../caret.ts'
import { type Asked, asked, type ExamOptions } from './asked.ts'
import { alonePlaces, otherOrder, sampleFor } from './sample.ts'

/**
 * A model under examination. What several checks need is asked for once; nothing is kept longer.
 * `Answer` is what the model gives for one text: a vector or a score.
 */
export interface Exam<Model extends Embedder | Reranker, Answer> {
  readonly spec: string
  /** The adapter itself: what it says of itself. */
  readonly model: Model
  /** The texts that the model is asked about. */
  readonly sample: readonly string[]
  readonly signal?: AbortSignal
  /** An answer for each text, in the order of the texts. */
  ask(texts: readonly string[]): Promise<readonly Answer[]>
  /** Answers for the sample, asked for at once. */
  first(): Promise<readonly Answer[]>
  /** The same call again. */
  again(): Promise<readonly Answer[]>
  /** The sample in another order; answer i is that of text i all the same. */
  reordered(): Promise<readonly Answer[]>
  /** Some texts of the sample, each the only one of a request. */
  alone(): Promise<readonly { readonly place: number; readonly answer: Answer }[]>
  /** The model that a server says has answered until now, where that is another than the one asked. */
  anotherModel(): string | undefined
  /** Milliseconds of each request that `run` makes. */
  timed(run: () => Promise<unknown>): Promise<readonly number[]>
}

export interface EmbedderExam extends Exam<Embedder, Float32Array> {
  /** `ask`, in the role of a query. */
  askAsQueries(texts: readonly string[]): Promise<readonly Float32Array[]>
}

export interface RerankerExam extends Exam<Reranker, number> {
  /** The query of `ask`. */
  readonly query: string
  /** A score of each document for another query. */
  score(query: string, documents: readonly string[]): Promise<readonly number[]>
}

export function embedderExam(spec: string, embedder: Embedder, options: ExamOptions): EmbedderExam {
  const behind = asked(embedder, options)
  const embed = async (texts: readonly string[], role: Role) => {
    const { vectors } = await behind.model.embed(texts, { role, ...signalOf(options) })
    return rowsOf(vectors)
  }
  return {
    ...examBy(texts => embed(texts, 'document'), { spec, model: embedder, options, behind }),
    askAsQueries: texts => embed(texts, 'query'),
  }
}

export function rerankerExam(spec: string, reranker: Reranker, options: ExamOptions): RerankerExam {
  const behind = asked(reranker, options)
  const query = fillTemplate(articlePrompt, '42')
  const score = async (about: string, documents: readonly string[]) => [
    ...(await behind.model.score(about, documents, signalOf(options))).scores,
  ]
  return {
    ...examBy(texts => score(query, texts), { spec, model: reranker, options, behind }),
    query,
    score,
  }
}

interface Examined<Model extends Embedder | Reranker> {
  readonly spec: string
  readonly model: Model
  readonly options: ExamOptions
  readonly behind: Asked<Model>
}

function examBy<Model extends Embedder | Reranker, Answer>(
  ask: (texts: readonly string[]) => Promise<readonly Answer[]>,
  { spec, model, options, behind: { durations, anotherModel } }: Examined<Model>,
): Exam<Model, Answer> {
  const sample = sampleFor(model.maxBatch)
  return {
    spec,
    model,
    sample,
    ...signalOf(options),
    ask,
    first: once(() => ask(sample)),
    again: once(() => ask(sample)),
    reordered: once(async () => {
      const order = otherOrder(sample.length)
      const came = await ask(order.map(place => sample[place]))
      return sample.map((_, place) => came[order.indexOf(place)])
    }),
    alone: once(async () => {
      const answers: { place: number; answer: Answer }[] = []
      for (const place of alonePlaces(model.maxBatch)) {
        const [answer] = await ask([sample[place]])
        answers.push({ place, answer })
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

function signalOf({ signal }: ExamOptions): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}

/** The same question, asked the first time it is put; later ones get the same answer. */
function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}
