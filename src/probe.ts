import type { Listener } from './base/events.ts'
import { casesOf, referenceCases } from './experiments/answered-cases.ts'
import { type Answered, ask, type NamedModel } from './experiments/ask.ts'
import { type InquiryPlan, inquiriesFor } from './experiments/inquiry.ts'
import { judgePairs, referenceMeasures } from './experiments/judged.ts'
import { matricesOf } from './experiments/matrices.ts'
import { zeroMeasuresOf } from './experiments/zero-measures.ts'
import { findingsOf } from './findings/catalogue.ts'
import type { Roles } from './matrix/block.ts'
import type { Reference } from './matrix/references/reference.ts'
import { runReferences, spellingReferences } from './matrix/references.ts'
import type { RetryOptions } from './models/decorators/retry.ts'
import type { Series } from './series/series.ts'
import type { AnswerCache } from './store/answer-cache.ts'
import type { Run, RunModel, RunSeries } from './store/run.ts'
import { runFormat, runVersion } from './store/run-format.ts'

/** What to probe. */
export interface ProbeOptions extends InquiryPlan {
  /** In the order in which a reader should meet them; each id once. */
  readonly models: readonly NamedModel[]
  readonly roles: Roles
  readonly seed: number
}

/** What the probe needs of the world. */
export interface ProbeContext {
  readonly cache: AnswerCache
  readonly listen: Listener
  readonly now: () => Date
  /** Waits between two attempts at a request; rejects when the signal aborts. */
  readonly wait: RetryOptions['wait']
  readonly tool: Run['tool']
  readonly signal?: AbortSignal
}

/**
 * The one use case: asks the models what the three experiments need, scores their answers, and returns the run.
 * A pure function of the answers and the seed but for `created` and `session`. What is in the cache is not
 * asked again, so after an interruption the same call goes on where it stopped.
 *
 * @throws NumeracyError `answer` or `model` from a model; whatever was answered before is kept
 */
export async function probe(options: ProbeOptions, context: ProbeContext): Promise<Run> {
  const { models, series, seed, roles } = options
  const { cache, now } = context
  const started = now()
  const answered: Answered[] = []
  for (const named of models) {
    answered.push(await ask(named, inquiriesFor(named.model.kind, options), { ...context, roles }))
  }
  const judged = await judgePairs(series, answered, { ...context, seed, symmetric: roles === 'same' })
  const facts = {
    models: [...models.map(runModel), ...runReferences.map(runReference)],
    series: [...new Set([...series, ...options.zeroSeries])].map(runSeries),
    measures: [
      ...judged.measures,
      ...answered.flatMap(zeroMeasuresOf),
      ...series.flatMap(each => referenceMeasures(each, seed, cache)),
    ],
    verdicts: judged.verdicts,
    cases: [...answered.flatMap(casesOf), ...spellingReferences.flatMap(referenceCases)],
  }
  return {
    format: runFormat,
    version: runVersion,
    created: started.toISOString(),
    seed,
    tool: context.tool,
    ...facts,
    matrices: answered.flatMap(matricesOf),
    findings: findingsOf(facts),
    usage: { texts: itemsOf(answered, 'embedder'), pairs: itemsOf(answered, 'reranker') },
    session: {
      requests: answered.reduce((sum, { requests }) => sum + requests, 0),
      cacheHits: answered.reduce((sum, { cacheHits }) => sum + cacheHits, 0),
      seconds: (now().getTime() - started.getTime()) / 1000,
    },
  }
}

function itemsOf(answered: readonly Answered[], kind: 'embedder' | 'reranker'): number {
  return answered.filter(({ named }) => named.model.kind === kind).reduce((sum, { items }) => sum + items, 0)
}

function runModel({ id, spec, model }: NamedModel): RunModel {
  const standIn = model.kind === 'reranker' && model.standIn
  return { id, spec, kind: model.kind, identity: { ...model.id }, standIn }
}

function runReference({ id, kind, description }: Reference): RunModel {
  return { id, spec: id, kind, identity: { description }, standIn: false }
}

function runSeries({ id, texts, values, ruler, period }: Series): RunSeries {
  return { id, texts, values, ruler, period }
}
