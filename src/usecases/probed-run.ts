import type { Listener } from '../base/events.ts'
import { answeredCases, referenceCases } from '../experiments/answered-cases.ts'
import {
  type Answered,
  type AskOptions,
  askInquiries,
  itemCount,
  type NamedModel,
} from '../experiments/ask.ts'
import { type Asking, askingsOf } from '../experiments/askings.ts'
import type { ControlPlan } from '../experiments/controls.ts'
import { indexedModels } from '../experiments/indexes.ts'
import { casesOf, type InquiryPlan } from '../experiments/inquiry.ts'
import {
  flooredMeasures,
  judgePairs,
  judgeReferences,
  referenceMeasures,
  verdictsOf,
  zeroMeasuresOf,
} from '../experiments/judged.ts'
import { isInRun, matricesOf } from '../experiments/matrices.ts'
import { sameResults } from '../experiments/same/uses.ts'
import { askAnchors, candidateParts, type SampledPart } from '../experiments/sampled.ts'
import { sampledFloors, sampledReferenceMeasures, sampledResults } from '../experiments/sampled-results.ts'
import { searchRows } from '../experiments/search/answered.ts'
import { keptSearchUses } from '../experiments/search/uses.ts'
import { findingsOf } from '../findings/catalogue.ts'
import { type Roles, rolesFor } from '../matrix/block.ts'
import type { Reference } from '../matrix/references/reference.ts'
import { runReferences, spellingReferences } from '../matrix/references.ts'
import { type Judge, judgeHere } from '../measures/kept-judge.ts'
import { isSampled } from '../series/sampled-anchors.ts'
import type { Series } from '../series/series.ts'
import type { Run, RunMatrix, RunModel, RunSeries } from '../store/run.ts'
import { withEach } from './failed-models.ts'
import type { Session } from './session.ts'

/** What to probe. */
export interface ProbeOptions extends InquiryPlan, ControlPlan {
  /** In the order in which a reader should meet them; each id once. */
  readonly models: readonly NamedModel[]
  readonly roles: Roles
  /** Written down in the run. */
  readonly tags?: Readonly<Record<string, string>>
}

/** What the probe needs beside models and cache. */
export interface ProbeContext
  extends Pick<Session, 'cache' | 'listen' | 'now' | 'wait' | 'signal' | 'onFailed'> {
  /** As in `AskOptions`. */
  readonly onMatrix?: AskOptions['onMatrix']
  readonly tool: Run['tool']
  /** Where the statistics are computed. Default: on this thread. */
  readonly judge?: Judge | undefined
}

/**
 * Asks the models what the experiments need, scores their answers, and returns the run. A pure function of
 * the answers and the seed but for `created` and `session`.
 *
 * @throws NumeracyError `invalid-response` or `model-unavailable` from a model, where `onFailed` is not given or none answers; whatever was
 * answered before is kept
 */
export async function probedRun(options: ProbeOptions, context: ProbeContext): Promise<Run> {
  const { models: asked, series, seed, roles } = options
  const { now } = context
  const started = now()
  const progress = judgingProgress(options, context.listen)
  const judging = {
    ...context,
    judge: context.judge ?? judgeHere(),
    lanes: context.judge === undefined ? 1 : 4,
    seed,
    symmetric: roles === 'same',
    depth: options.suite === 'quick' ? ('headline' as const) : ('whole' as const),
    onJudged: progress.judged,
  }
  // On other threads the references are scored while the models are asked; here that would hold the answers up.
  const whole = series.filter(each => !isSampled(each))
  const early = context.judge && judgeReferences(whole, judging)
  early?.catch(() => {})
  const done = await withEach(asked, context, async named => {
    const { own, sampled } = await answersTo(askingsOf(named, options), roles, { ...context, seed })
    // Judged while the next model is asked; when that fails, its error is the one to report.
    const judged = judgePairs(own, judging)
    judged.catch(() => {})
    return { named, own, sampled, judged }
  })
  const models = done.map(({ named }) => named)
  const answered = done.flatMap(({ own }) => own)
  progress.show(models)
  const references = await (early ?? judgeReferences(whole, judging))
  const pairs = (await Promise.all(done.map(({ judged }) => judged))).flat()
  const floors = sampledFloors({ seed, cache: context.cache, signal: context.signal })
  const sampled: Awaited<ReturnType<typeof sampledResults>>[] = []
  for (const each of done) {
    sampled.push(await sampledResults(each.named, each.sampled, floors))
    for (const { series } of each.sampled) progress.judged(series.id)
  }
  const embedded = series.filter(each =>
    done.some(
      ({ named, sampled }) => named.model.kind === 'embedder' && sampled.some(part => part.series === each),
    ),
  )
  const indexed =
    options.suite === 'index' && series.length > 0
      ? indexedModels(answered, { seed, symmetric: roles === 'same' })
      : null
  const same = await sameResults(answered, seed, context.cache)
  const hasCases = answered.some(({ inquiries }) => inquiries.some(({ experiment }) => experiment === 'case'))
  const zero = await Promise.all(answered.map(each => zeroMeasuresOf(each, { seed, cache: context.cache })))
  const facts = {
    models: [...models.map(runModel), ...runReferences.map(runReference)],
    series: seriesOf(options).map(runSeries),
    measures: [
      ...flooredMeasures(pairs, references),
      ...sampled.flatMap(({ measures }) => measures),
      ...(indexed?.measures ?? []),
      ...zero.flat(),
      ...referenceMeasures(references),
      ...(await sampledReferenceMeasures(embedded, floors)),
    ],
    verdicts: [
      ...verdictsOf(pairs),
      ...sampled.flatMap(({ verdicts }) => verdicts),
      ...(indexed?.verdicts ?? []),
    ],
    cases: hasCases
      ? [
          ...answered.flatMap(answeredCases),
          ...spellingReferences.flatMap(reference => referenceCases(reference, casesOf(options))),
        ]
      : [],
  }
  const search = answered.flatMap(searchRows)
  const uses = [...(await keptSearchUses(answered, seed, context.cache)), ...(same?.uses ?? [])]
  const inUse = {
    ...(search.length > 0 && { search }),
    ...(same !== null && { same: [...same.pairs] }),
    ...(uses.length > 0 && { uses }),
  }
  return {
    created: started.toISOString(),
    seed,
    tool: context.tool,
    roles,
    ...facts,
    ...(indexed !== null && { indexes: [...indexed.indexes] }),
    ...inUse,
    matrices: answered.flatMap(matricesOf),
    findings: findingsOf({ ...facts, ...inUse }),
    usage: { texts: itemsOf(answered, 'embedder'), pairs: itemsOf(answered, 'reranker') },
    session: {
      requests: answered.reduce((sum, { requests }) => sum + requests, 0),
      cacheHits: answered.reduce((sum, { cacheHits }) => sum + cacheHits, 0),
      seconds: (now().getTime() - started.getTime()) / 1000,
    },
    ...(options.tags !== undefined && { tags: options.tags }),
  }
}

/** The answers to all that one model is asked, reported as one work. */
async function answersTo(
  askings: readonly Asking[],
  roles: Roles,
  context: Omit<AskOptions, 'roles'> & { readonly seed: number },
): Promise<{ readonly own: Answered[]; readonly sampled: readonly SampledPart[] }> {
  const rolesOf = (asking: Asking) => asking.roles ?? roles
  const total = askings.reduce((sum, asking) => {
    const { model } = asking.named
    const blocks = asking.inquiries.map(({ block }) => block)
    return sum + itemCount(model, blocks, rolesFor(model, rolesOf(asking)))
  }, 0)
  const own: Answered[] = []
  const sampled: SampledPart[] = []
  let [done, cached] = [0, 0]
  const listen: Listener = event =>
    context.listen(
      event.type === 'answers'
        ? { ...event, total, done: done + event.done, cached: cached + event.cached }
        : event,
    )
  for (const asking of askings) {
    const { inquiries } = asking
    const [first] = inquiries
    const asked = { ...context, listen, roles: rolesOf(asking) }
    const { model, ...names } = asking.named
    let answered: Answered
    if (first?.experiment === 'anchors' && model.kind === 'embedder') {
      const { part, ...rest } = await askAnchors({ ...names, model }, first, asked)
      answered = rest
      sampled.push(part)
    } else {
      answered = await askInquiries(asking.named, inquiries, asked)
      sampled.push(...candidateParts(answered, context))
    }
    own.push(answered)
    done += answered.items
    cached += answered.cacheHits
  }
  return { own, sampled }
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

/** Counts what is judged, and reports it once all models have answered. */
function judgingProgress({ series, prompts, suite }: ProbeOptions, listen: Listener) {
  let total = 0
  let done = 0
  let shown = false
  const report = (label: string) => shown && total > 0 && listen({ type: 'measured', done, total, label })
  return {
    judged(label: string) {
      done++
      report(done === total ? '' : label)
    },
    show(models: readonly NamedModel[]) {
      const reranked = suite === 'index' ? 0 : prompts.length
      const rounds = models.map(({ model }) => (model.kind === 'embedder' ? 1 : reranked))
      total = series.length * rounds.reduce((sum, count) => sum + count, 0)
      shown = true
      report('')
    },
  }
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
