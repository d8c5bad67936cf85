import type { Embedder } from '../models/embedder.ts'
import { isFree } from '../models/prices.ts'
import type { Reranker } from '../models/reranker.ts'

/** What a run asks for where no series is named. */
export const suites = ['article', 'index', 'quick'] as const
export type Suite = (typeof suites)[number]

/** What a run can ask of a model, in the order of the run file. */
export const experiments = ['pairs', 'zero', 'cases', 'search', 'same'] as const
export type Experiment = (typeof experiments)[number]

/** Those that ask what a model does in use. */
const inUse: readonly Experiment[] = ['search', 'same']

/** How many questions and facts are asked in use: `usual` for a first answer, `full` for a table of models. */
export const sizes = ['usual', 'full'] as const
export type Size = (typeof sizes)[number]

export interface ExperimentPlan {
  /**
   * `index`: the series are those of the index, of which rerankers are asked some rows. `quick`: few short series, of
   * which the headline alone has an interval. Default: article.
   */
  readonly suite?: Suite | undefined
  /** Left out: what suits suite and model, as in `experimentsFor`. */
  readonly experiments?: readonly Experiment[] | undefined
  /** Default `usual`. */
  readonly size?: Size | undefined
}

/** The experiments on series and cases that a run makes where none is named. */
export function defaultExperiments(suite: Suite | undefined): readonly Experiment[] {
  return isArticle(suite) ? experiments.filter(each => !inUse.includes(each)) : ['pairs']
}

/**
 * The experiments that a model takes part in. Where none is named, those in use are asked only of a model that costs
 * nothing. An encoder that stands in as a reranker is asked them only where nothing else is named, for as an embedder it
 * has answered them.
 */
export function experimentsFor(
  model: Embedder | Reranker,
  { experiments: named, suite }: ExperimentPlan,
): readonly Experiment[] {
  const standsIn = model.kind === 'reranker' && model.standIn
  if (named !== undefined) {
    const asked = experiments.filter(each => named.includes(each))
    return standsIn && !isOnlyInUse(asked) ? asked.filter(each => !inUse.includes(each)) : asked
  }
  const usual = defaultExperiments(suite)
  return isArticle(suite) && isFree(model.id) && !standsIn ? [...usual, ...inUse] : usual
}

/** Whether experiments are all of those that ask what a model does in use. */
export function isOnlyInUse(named: readonly Experiment[]): boolean {
  return named.every(each => inUse.includes(each))
}

/** Whether a run is the whole experiment, and not one of the suites that ask about their own series alone. */
export function isArticle(suite: Suite | undefined): boolean {
  return suite === undefined || suite === 'article'
}
