import type { Embedder } from '../embedder.ts'
import type { Reranker } from '../reranker.ts'

export type Model = Embedder | Reranker

/** The contract a decorator gives back: that of the model it got. */
export type Decorated<M extends Model> = M extends Embedder ? Embedder : Reranker

/** How a decorated model answers, for either kind. */
export interface Ways {
  embed(model: Embedder): Embedder['embed']
  score(model: Reranker): Reranker['score']
}

/** The same model with another way to answer. Members are read one by one: a model may be an instance of a class. */
export function decorated<M extends Model>(model: M, ways: Ways): Decorated<M>
export function decorated(model: Model, ways: Ways): Model {
  const limits = {
    maxBatch: model.maxBatch,
    ...(model.maxBatchTokens === undefined ? {} : { maxBatchTokens: model.maxBatchTokens }),
    ...(model.tokenizer === undefined ? {} : { tokenizer: model.tokenizer }),
    ...(model.notices === undefined ? {} : { notices: model.notices }),
    ...(model.pace === undefined ? {} : { pace: model.pace }),
  }
  if (model.kind === 'embedder') {
    const { takesRoles } = model
    const roles = takesRoles === undefined ? {} : { takesRoles }
    return { kind: 'embedder', id: model.id, ...limits, ...roles, embed: ways.embed(model) }
  }
  return {
    kind: 'reranker',
    id: model.id,
    ...limits,
    scoreSpace: model.scoreSpace,
    listwise: model.listwise,
    ...(model.kept === undefined ? {} : { kept: model.kept }),
    standIn: model.standIn,
    score: ways.score(model),
  }
}
