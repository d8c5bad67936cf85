import { bounded } from '../../base/bounded.ts'
import { type EmbedAnswer, type Embedder, rowsOf } from '../embedder.ts'
import type { Reranker, ScoreAnswer } from '../reranker.ts'
import type { Tokenizer } from '../tokenizer.ts'
import { addUsage, type Usage } from '../usage.ts'
import { type BatchLimits, planBatches } from './batch-plan.ts'
import { type Decorated, decorated, type Model } from './decorated.ts'
import { halved } from './halved.ts'
import { joinRows } from './rows.ts'

export interface BatchOptions {
  /** Most batches handed on at once, those that wait for a slot or a retry included. Default 64. */
  readonly width?: number
}

/** Marks that models put around a text and that its tokenizer does not show: begin, end, and one between two texts. */
const marks = 3

/**
 * The same model for calls of any size: splits them by `maxBatch` and, where limit and tokenizer are known, by
 * tokens, and gives the answers in input order. A batch that the model calls too large is asked for in halves.
 * Each batch is reported through `onPart` as it arrives. When one fails no new batch starts, those under way are still
 * reported, and the error is thrown. The list of a listwise reranker is never split.
 */
export function withBatches<M extends Model>(model: M, { width = 64 }: BatchOptions = {}): Decorated<M> {
  return decorated(model, {
    embed: embedder => (texts, options) => embedInBatches(embedder, width, texts, options),
    score: reranker => (query, documents, options) =>
      scoreInBatches(reranker, width, query, documents, options),
  })
}

async function embedInBatches(
  embedder: Embedder,
  width: number,
  texts: Parameters<Embedder['embed']>[0],
  { onPart, ...options }: Parameters<Embedder['embed']>[1],
): Promise<EmbedAnswer> {
  const batches = await textBatches(embedder, texts)
  const parts: EmbedAnswer[][] = []
  await bounded(batches.length, width, async turn => {
    parts[turn] = await halved(batches[turn], async indices => {
      const answer = await embedder.embed(
        indices.map(index => texts[index]),
        options,
      )
      onPart?.({ indices, vectors: answer.vectors })
      return answer
    })
  })
  const answers = parts.flat()
  const rows = answers.flatMap(({ vectors }) => rowsOf(vectors))
  return { vectors: joinRows(embedder.id, rows), ...usageOf(answers) }
}

async function scoreInBatches(
  reranker: Reranker,
  width: number,
  query: string,
  documents: readonly string[],
  { onPart, ...options }: Parameters<Reranker['score']>[2],
): Promise<ScoreAnswer> {
  const batches = await documentBatches(reranker, query, documents)
  const answers: ScoreAnswer[] = []
  const scores = new Float64Array(documents.length)
  const ask = async (indices: readonly number[]) => {
    const answer = await reranker.score(
      query,
      indices.map(index => documents[index]),
      options,
    )
    answers.push(answer)
    scores.set(answer.scores, indices[0])
    onPart?.({ indices, scores: answer.scores })
    return answer
  }
  await bounded(batches.length, width, async turn => {
    await (reranker.listwise ? ask(batches[turn]) : halved(batches[turn], ask))
  })
  return { scores, ...usageOf(answers) }
}

/** The places of `texts`, as they are asked for together. */
export async function textBatches(embedder: Embedder, texts: readonly string[]): Promise<number[][]> {
  return planBatches(texts.length, await limitsOf(embedder, texts, 0))
}

/** The places of `documents`, as they are asked for together. A cross-encoder reads the query again with each. */
export async function documentBatches(
  reranker: Reranker,
  query: string,
  documents: readonly string[],
): Promise<number[][]> {
  if (reranker.listwise) return planBatches(documents.length, { maxBatch: documents.length })
  const [ofQuery] = (await limitsOf(reranker, [query], 0)).tokens?.of ?? [0]
  return planBatches(documents.length, await limitsOf(reranker, documents, ofQuery))
}

async function limitsOf(
  { maxBatch, maxBatchTokens, tokenizer }: Model,
  texts: readonly string[],
  each: number,
): Promise<BatchLimits> {
  if (maxBatchTokens === undefined || tokenizer === undefined) return { maxBatch }
  return { maxBatch, tokens: { most: maxBatchTokens, of: await tokenCounts(tokenizer, texts, each) } }
}

async function tokenCounts(tokenizer: Tokenizer, texts: readonly string[], each: number): Promise<number[]> {
  const counts: number[] = []
  for (const text of texts) counts.push((await tokenizer.tokens(text)).length + each + marks)
  return counts
}

function usageOf(answers: readonly { readonly usage?: Usage }[]): { usage?: Usage } {
  const usage = answers.reduce<Usage | undefined>((sum, answer) => addUsage(sum, answer.usage), undefined)
  return usage === undefined ? {} : { usage }
}
