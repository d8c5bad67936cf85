import type { ModelEnvironment } from '../models/adapters/family.ts'
import { resolveEmbedder, resolveReranker } from '../models/registry.ts'
import type { NamedModel } from './ask.ts'

/** What runs when no model is named, as embedder and as reranker. */
export const defaultModel = 'bundled:use-lite'

/**
 * The models of some specs, each once, embedders first; the bundled one as both where neither is given.
 * @param environment default: that of this process
 * @throws NumeracyError `usage` or `unknown`
 */
export async function namedModels(
  embed: readonly string[],
  rerank: readonly string[],
  environment?: ModelEnvironment,
): Promise<NamedModel[]> {
  const none = embed.length === 0 && rerank.length === 0
  const options = environment === undefined ? {} : { environment }
  const embedders = await Promise.all(
    [...new Set(none ? [defaultModel] : embed)].map(spec => resolveEmbedder(spec, options)),
  )
  const rerankers = await Promise.all(
    [...new Set(none ? [defaultModel] : rerank)].map(spec => resolveReranker(spec, options)),
  )
  return [
    ...embedders.map(({ spec, embedder }) => ({ id: `embedder:${spec}`, spec, model: embedder })),
    ...rerankers.map(({ spec, reranker }) => ({ id: `reranker:${spec}`, spec, model: reranker })),
  ]
}

/** What whoever reads the numbers of these models must know, each once. */
export function noticesOf(models: readonly NamedModel[]): string[] {
  return [
    ...new Set(models.flatMap(({ spec, model }) => (model.notices ?? []).map(text => `${spec}: ${text}`))),
  ]
}

/** Disposes of models that hold something, such as a program that runs. */
export async function letGo(models: readonly NamedModel[]): Promise<void> {
  for (const { model } of models) if (isDisposable(model)) await model[Symbol.asyncDispose]()
}

function isDisposable(model: object): model is AsyncDisposable {
  return Symbol.asyncDispose in model
}
