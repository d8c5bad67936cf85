import { answeredCases, referenceCases } from '../experiments/answered-cases.ts'
import type { Answered, NamedModel } from '../experiments/ask.ts'
import { askingsOf } from '../experiments/askings.ts'
import { casesOf } from '../experiments/inquiry.ts'
import { isInRun, matricesOf } from '../experiments/matrices.ts'
import { sameResults } from '../experiments/same/uses.ts'
import { searchRows } from '../experiments/search/answered.ts'
import { keptSearchUses } from '../experiments/search/uses.ts'
import { findingsOf } from '../findings/catalogue.ts'
import type { Reference } from '../matrix/references/reference.ts'
import { spellingReferences } from '../matrix/references/spelling.ts'
import { runReferences } from '../matrix/references.ts'
import type { Series } from '../series/series.ts'
import type { Run, RunMatrix, RunModel, RunSeries } from '../store/run.ts'
import { askModels } from './asked-models.ts'
import { beginJudging, judgementOf } from './judging.ts'
import type { ProbeContext, ProbeOptions } from './probe-options.ts'

/**
 * Asks the models what the experiments need, scores their answers, and returns the run. A pure function of
 * the answers and the seed except for `created` and `session`.
 *
 * @throws NumeracyError `invalid-response` or `model-unavailable` from a model, where `onFailed` is not given or none answers; whatever was
 * answered before is kept
 */
export async function probedRun(options: ProbeOptions, context: ProbeContext): Promise<Run> {
  const started = context.now()
  const judging = beginJudging(options, context)
  const done = await askModels(options, context, judging.pairsOf)
  const answered = done.flatMap(({ own }) => own)
  const { indexes, ...judgement } = await judgementOf(done, judging, options, context)
  const facts = {
    models: [...done.map(({ named }) => runModel(named)), ...runReferences.map(runReference)],
    series: seriesOf(options).map(runSeries),
    ...judgement,
    cases: casesIn(answered, options),
  }
  const inUse = await useOf(answered, options, context)
  const { seed, roles, tags } = options
  return {
    created: started.toISOString(),
    seed,
    tool: context.tool,
    roles,
    ...facts,
    ...(indexes !== null && { indexes }),
    ...inUse,
    matrices: answered.flatMap(matricesOf),
    findings: findingsOf({ ...facts, ...inUse }),
    usage: { texts: itemsOf(answered, 'embedder'), pairs: itemsOf(answered, 'reranker') },
    session: {
      requests: answered.reduce((sum, { requests }) => sum + requests, 0),
      cacheHits: answered.reduce((sum, { cacheHits }) => sum + cacheHits, 0),
      seconds: (context.now().getTime() - started.getTime()) / 1000,
    },
    ...(tags !== undefined && { tags }),
  }
}

/** The hard cases, as models and string references answer them; none where none were asked. */
function casesIn(answered: readonly Answered[], options: ProbeOptions): Run['cases'] {
  const wereAsked = answered.some(({ inquiries }) =>
    inquiries.some(({ experiment }) => experiment === 'case'),
  )
  if (!wereAsked) return []
  return [
    ...answered.flatMap(answeredCases),
    ...spellingReferences.flatMap(reference => referenceCases(reference, casesOf(options))),
  ]
}

/** What a run holds of search, of same or different, and of what the models may be used for. */
async function useOf(
  answered: readonly Answered[],
  { seed }: ProbeOptions,
  { cache }: ProbeContext,
): Promise<Pick<Run, 'search' | 'same' | 'uses'>> {
  const same = await sameResults(answered, seed, cache)
  const search = answered.flatMap(searchRows)
  const uses = [...(await keptSearchUses(answered, seed, cache)), ...(same?.uses ?? [])]
  return {
    ...(search.length > 0 && { search }),
    ...(same !== null && { same: [...same.pairs] }),
    ...(uses.length > 0 && { uses }),
  }
}

/** What a run will hold, known before a model is asked: all but what is made of the answers. */
export function probeOutline(options: ProbeOptions): Pick<Run, 'seed' | 'models' | 'series'> & {
  readonly matrices: readonly Omit<RunMatrix, 'rows' | 'columns' | 'dtype' | 'values'>[]
} {
  return {
    seed: options.seed,
    models: options.models.map(runModel),
    series: seriesOf(options).map(runSeries),
    matrices: options.models.flatMap(named =>
      askingsOf(named, options).flatMap(({ inquiries }) =>
        inquiries.filter(isInRun).map(({ series, experiment, prompt }) => ({
          series: series.id,
          model: named.id,
          experiment,
          prompt,
        })),
      ),
    ),
  }
}

function seriesOf({ series, zeroSeries }: ProbeOptions): Series[] {
  return [...new Set([...series, ...zeroSeries])]
}

function itemsOf(answered: readonly Answered[], kind: 'embedder' | 'reranker'): number {
  return answered.filter(({ named }) => named.model.kind === kind).reduce((sum, { items }) => sum + items, 0)
}

function runModel({ id, label = null, spec, model }: NamedModel): RunModel {
  const standIn = model.kind === 'reranker' && model.standIn
  return { id, label, spec, kind: model.kind, identity: { ...model.id }, standIn }
}

function runReference({ id, kind, description }: Reference): RunModel {
  return { id, label: null, spec: id, kind, identity: { description }, standIn: false }
}

function runSeries({ id, texts, values, ruler, period }: Series): RunSeries {
  return { id, texts, values, ruler, period }
}
