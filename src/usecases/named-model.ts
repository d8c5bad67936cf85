import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import type { NamedModel } from '../experiments/ask.ts'
import type { Embedder } from '../models/embedder.ts'
import { withOwnAnswers } from '../models/own-answers.ts'
import type { Reranker } from '../models/reranker.ts'

/**
 * A model at hand under its name in a run.
 * @throws NumeracyError `usage` for what is no model, or has a name that none may have
 */
export function namedModel(model: Embedder | Reranker | NamedModel): NamedModel {
  checkArgument('models', model, 'object')
  if ('model' in model) {
    checkMembers('models', model, { label: 'text or null' })
    for (const name of ['id', 'spec'] as const) checkArgument(`models: ${name}`, model[name], 'text')
    if (model.id.startsWith('reference:'))
      throw new NumeracyError(
        'usage',
        `models: got the id ${JSON.stringify(model.id)}; expected one that does not begin with reference:, as those of string references do. Choose another.`,
      )
    return { ...model, model: namedModel(model.model).model }
  }
  checkArgument('models: kind', model.kind, ['embedder', 'reranker'])
  checkArgument('models: id', model.id, 'object')
  checkArgument(
    `models: ${model.kind === 'embedder' ? 'embed' : 'score'}`,
    model.kind === 'embedder' ? model.embed : model.score,
    'function',
  )
  const { provider, model: name, revision } = model.id
  const spec = `${provider}:${name}${revision === null ? '' : `@${revision}`}`
  return { id: `${model.kind}:${spec}`, spec, model: withOwnAnswers(model) }
}
