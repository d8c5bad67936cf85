import type { NamedModel } from '../experiments/ask.ts'
import type { RunModel } from '../store/run.ts'
import { type Evidence, languages, modelName, shortSpec } from './finding.ts'

/**
 * Every name under which the tool shows a model of a run, and takes it: its id and its spec, as tables and sentences
 * shorten them, and as the cache names it. Two models of one spec share some.
 */
export function namesOfModel(run: Pick<Evidence, 'models'>, model: RunModel): string[] {
  const { id, spec, kind, identity } = model
  const short = shortSpec(run, model)
  const kept = typeof identity.provider === 'string' ? [`${identity.provider}:${identity.model}`] : []
  const spoken = languages.map(language => modelName(run, id, language))
  return [...new Set([id, spec, short, `${kind}:${short}`, ...spoken, `${short} as ${kind}`, ...kept])]
}

/** Models that are asked now, by id, under the names that their run shows: `embedder:./my-model` is `my-model as embedder`. */
export function askedNames(models: readonly NamedModel[]): ReadonlyMap<string, string> {
  const asked = models.map(
    ({ id, spec, label = null, model }): RunModel => ({
      id,
      spec,
      label,
      kind: model.kind,
      identity: {},
      standIn: model.kind === 'reranker' && model.standIn,
    }),
  )
  return new Map(asked.map(({ id }) => [id, modelName({ models: asked }, id)]))
}
