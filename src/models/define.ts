import { refuseEmptyText } from './adapters/empty-text.ts'
import { checkedScores, checkedVectors } from './answer.ts'
import { contractVersion } from './contract.ts'
import { withBatches } from './decorators/batches.ts'
import {
  called,
  type DefinedModel,
  defined,
  type EmbedFunction,
  functionOf,
  listOf,
  type ScoreFunction,
} from './defined-model.ts'
import type { Embedder } from './embedder.ts'
import type { Reranker } from './reranker.ts'
import {
  isSdkEmbeddingModel,
  isSdkRerankingModel,
  type SdkEmbeddingModel,
  type SdkRerankingModel,
  sdkEmbed,
  sdkFacts,
  sdkScore,
} from './sdk-model.ts'

/** What an embedder of one's own must say of itself. */
export interface DefinedEmbedder extends DefinedModel {
  /** Length of a vector; that of the first one where it is not said. */
  readonly dimensions?: number
  /** Whether vectors come with length 1. It is part of the identity; cosines are the same either way. */
  readonly normalisation?: 'unit' | 'none'
}

/** What a reranker of one's own must say of itself. */
export interface DefinedReranker extends DefinedModel {
  /** What its scores are: `logit`, any number; `probability`, from 0 to 1. Default `unknown`. */
  readonly scoreSpace?: Reranker['scoreSpace']
  /** Whether a score depends on the other documents of its call, which then holds all of them. Default false. */
  readonly listwise?: boolean
}

/**
 * An embedder from a function, from an object that has it as `embed`, or from an embedding model of the AI SDK,
 * which knows its own name. Takes calls of any size; every answer is checked.
 * @throws NumeracyError `usage` for a model without a function, a name or a revision. The embedder throws `model-unavailable`
 * for what the function throws, and `invalid-response` for vectors that cannot be trusted.
 */
export function defineEmbedder(
  model: EmbedFunction | { readonly embed: EmbedFunction },
  facts: DefinedEmbedder,
): Embedder
export function defineEmbedder(model: SdkEmbeddingModel, facts?: Partial<DefinedEmbedder>): Embedder
export function defineEmbedder(model: unknown, facts: Partial<DefinedEmbedder> = {}): Embedder {
  if (isSdkEmbeddingModel(model)) return defineEmbedder(sdkEmbed(model), { ...sdkFacts(model), ...facts })
  const { id, limits, width } = defined('embedder', facts, facts)
  const embed = functionOf<EmbedFunction>(model, 'embed', id)
  const batched = withBatches<Embedder>(
    {
      kind: 'embedder',
      id,
      ...limits,
      async embed(texts, { role, signal }) {
        refuseEmptyText(id, texts)
        const options = signal === undefined ? { role } : { role, signal }
        const rows = await called(id, signal, async () => embed([...texts], options))
        return {
          vectors: checkedVectors(
            id,
            texts,
            listOf(id, 'vectors', rows).map(row => listOf(id, 'numbers', row)),
          ),
        }
      },
    },
    { width },
  )
  return { contract: contractVersion, ...batched }
}

/**
 * A reranker from a function, from an object that has it as `score`, or from a reranking model of the AI SDK,
 * which knows its own name. Takes calls of any size; every answer is checked.
 * @throws NumeracyError as `defineEmbedder`
 */
export function defineReranker(
  model: ScoreFunction | { readonly score: ScoreFunction },
  facts: DefinedReranker,
): Reranker
export function defineReranker(model: SdkRerankingModel, facts?: Partial<DefinedReranker>): Reranker
export function defineReranker(model: unknown, facts: Partial<DefinedReranker> = {}): Reranker {
  if (isSdkRerankingModel(model)) return defineReranker(sdkScore(model), { ...sdkFacts(model), ...facts })
  const { id, limits, width } = defined('reranker', facts, {})
  const score = functionOf<ScoreFunction>(model, 'score', id)
  const batched = withBatches<Reranker>(
    {
      kind: 'reranker',
      id,
      ...limits,
      scoreSpace: facts.scoreSpace ?? 'unknown',
      listwise: facts.listwise ?? false,
      standIn: false,
      async score(query, documents, { signal }) {
        refuseEmptyText(id, [query])
        refuseEmptyText(id, documents)
        const options = signal === undefined ? {} : { signal }
        const scores = await called(id, signal, async () => score(query, [...documents], options))
        return { scores: checkedScores(id, documents, listOf(id, 'scores', scores)) }
      },
    },
    { width },
  )
  return { contract: contractVersion, ...batched }
}
