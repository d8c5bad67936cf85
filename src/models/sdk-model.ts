import { NumeracyError } from '../base/error.ts'
import type { Json } from '../base/json.ts'
import type { EmbedFunction, ScoreFunction } from './defined-model.ts'

/** An embedding model object of the Vercel AI SDK, as far as it is used here. */
export interface SdkEmbeddingModel {
  readonly provider: string
  readonly modelId: string
  readonly maxEmbeddingsPerCall?: PromiseLike<number | undefined> | number | undefined
  doEmbed(options: {
    values: string[]
    providerOptions?: Record<string, Record<string, Json>>
    abortSignal?: AbortSignal
  }): PromiseLike<{
    readonly embeddings: readonly ArrayLike<number>[]
    readonly usage?: { readonly tokens: number } | undefined
    readonly response?: { readonly body?: unknown } | undefined
  }>
}

/** A reranking model object of the Vercel AI SDK, as far as it is used here. */
export interface SdkRerankingModel {
  readonly provider: string
  readonly modelId: string
  doRerank(options: {
    query: string
    documents: { type: 'text'; values: string[] }
    topN?: number
    abortSignal?: AbortSignal
  }): PromiseLike<{
    readonly ranking: readonly { readonly index: number; readonly relevanceScore: number }[]
  }>
}

export function isSdkEmbeddingModel(model: unknown): model is SdkEmbeddingModel {
  return typeof model === 'object' && model !== null && 'doEmbed' in model
}

export function isSdkRerankingModel(model: unknown): model is SdkRerankingModel {
  return typeof model === 'object' && model !== null && 'doRerank' in model
}

/** What it says of itself; a vendor reports no version. */
export function sdkFacts(model: SdkEmbeddingModel | SdkRerankingModel) {
  const { provider, modelId } = model
  const most = 'maxEmbeddingsPerCall' in model ? model.maxEmbeddingsPerCall : undefined
  return {
    name: `${provider}:${modelId}`,
    revision: 'as served',
    ...(typeof most === 'number' && Number.isSafeInteger(most) ? { maxBatch: most } : {}),
  }
}

/** One `doEmbed` a call, for both roles alike. */
export function sdkEmbed(model: SdkEmbeddingModel): EmbedFunction {
  return async (texts, { signal }) => {
    const abort = signal === undefined ? {} : { abortSignal: signal }
    return (await model.doEmbed({ values: [...texts], ...abort })).embeddings
  }
}

/** One `doRerank` a call, of all its documents; the scores are put in the order of the documents. */
export function sdkScore(model: SdkRerankingModel): ScoreFunction {
  return async (query, texts, { signal }) => {
    const abort = signal === undefined ? {} : { abortSignal: signal }
    const documents = { type: 'text' as const, values: [...texts] }
    const { ranking } = await model.doRerank({ query, documents, topN: texts.length, ...abort })
    const scores = new Map(ranking.map(({ index, relevanceScore }) => [index, relevanceScore]))
    if (ranking.length !== texts.length || !texts.every((_, index) => scores.has(index))) {
      throw new NumeracyError(
        'invalid-response',
        `${model.provider}:${model.modelId} (reranker): got scores for the documents ${ranking.map(({ index }) => index).join(', ')}; expected one for each of 0 to ${texts.length - 1}. Nothing of this answer is kept.`,
        { details: { model: model.modelId } },
      )
    }
    return texts.map((_, index) => scores.get(index)!)
  }
}
