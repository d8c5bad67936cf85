import type { NamedModel } from '../experiments/ask.ts'
import type { Context } from './context.ts'

/** What runs when no model is named. */
const defaultModel = 'bundled:use-lite'

/**
 * The models that --embed and --rerank name, each once; the bundled one as both when neither is given.
 * @throws NumeracyError `usage` or `unknown`
 */
export async function namedModels(
  embed: readonly string[],
  rerank: readonly string[],
  { env, cwd }: Context,
): Promise<NamedModel[]> {
  const { resolveEmbedder, resolveReranker } = await import('../models/registry.ts')
  const environment = { env, cwd }
  const none = embed.length === 0 && rerank.length === 0
  const embedders = await Promise.all(
    [...new Set(none ? [defaultModel] : embed)].map(spec => resolveEmbedder(spec, { environment })),
  )
  const rerankers = await Promise.all(
    [...new Set(none ? [defaultModel] : rerank)].map(spec => resolveReranker(spec, { environment })),
  )
  return [
    ...embedders.map(({ spec, embedder }) => ({ id: `embedder:${spec}`, spec, model: embedder })),
    ...rerankers.map(({ spec, reranker }) => ({ id: `reranker:${spec}`, spec, model: reranker })),
  ]
}
