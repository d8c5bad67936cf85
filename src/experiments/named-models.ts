import type { ModelEnvironment } from '../models/adapters/family.ts'
import { resolveEmbedder, resolveReranker } from '../models/registry.ts'
import type { NamedModel } from './ask.ts'
import { type FailedModel, failedModels, type OnFailed, passOver } from './failed-models.ts'

/** What runs when no model is named, as embedder and as reranker. */
export const defaultModel = 'bundled:use-lite'

/**
 * The models of some specs, each once, embedders first; the bundled one as both where neither is given.
 * @param environment default: that of this process
 * @param onFailed told of each that cannot be made ready, which is then left out
 * @throws NumeracyError `usage` or `unknown`; what a model says of itself, where nobody is told or none is left
 */
export async function namedModels(
  embed: readonly string[],
  rerank: readonly string[],
  environment?: ModelEnvironment,
  onFailed?: OnFailed,
): Promise<NamedModel[]> {
  const none = embed.length === 0 && rerank.length === 0
  const options = environment === undefined ? {} : { environment }
  const of = (kind: NamedModel['model']['kind'], specs: readonly string[]) =>
    [...new Set(none ? [defaultModel] : specs)].map(spec => ({ id: `${kind}:${spec}`, kind, spec }))
  const asked = [...of('embedder', embed), ...of('reranker', rerank)]
  const failed: FailedModel[] = []
  const models = await Promise.all(
    asked.map(async ({ id, kind, spec }): Promise<NamedModel | null> => {
      try {
        return kind === 'embedder'
          ? { id, spec, model: (await resolveEmbedder(spec, options)).embedder }
          : { id, spec, model: (await resolveReranker(spec, options)).reranker }
      } catch (error) {
        passOver(id, error, { onFailed: onFailed && (each => failed.push(each)) })
        return null
      }
    }),
  )
  if (failed.length === asked.length) throw failed.length === 1 ? failed[0].error : failedModels(failed, '')
  for (const each of failed) onFailed?.(each)
  return models.filter(model => model !== null)
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
