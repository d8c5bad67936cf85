import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import type { Listener } from '../base/events.ts'
import type { NamedModel } from '../experiments/ask.ts'
import { askingsOf } from '../experiments/askings.ts'
import { articlePrompt } from '../experiments/caret.ts'
import type { HardCase } from '../experiments/case-families.ts'
import { controls as allControls, type Controls } from '../experiments/controls.ts'
import {
  experiments as allExperiments,
  defaultExperiments,
  type Experiment,
  isArticle,
  isOnlyInUse,
  type Size,
  type Suite,
  sizes,
  suites,
} from '../experiments/experiment.ts'
import { hasZero, zeroSeries } from '../experiments/zero.ts'
import { roles as allRoles, type Roles, rolesFor } from '../matrix/block.ts'
import { articleSeries, catalogueSeries } from '../series/catalogue.ts'
import { indexSeries } from '../series/index-suite.ts'
import { quickSeries } from '../series/quick-suite.ts'
import { isRange, rangeSeries } from '../series/range.ts'
import { isSampled, sampledNote } from '../series/sampled-anchors.ts'
import { allPairsLimit, defineSeries, type Series } from '../series/series.ts'
import { checkTemplate } from '../series/template.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import type { Run } from '../store/run.ts'
import { type Estimate, estimate, together } from './estimate.ts'
import type { ProbeContext, ProbeOptions } from './probe-options.ts'
import { probedRun, probeOutline } from './probed-run.ts'
import {
  checkModels,
  checkSettings,
  defaultModel,
  inSession,
  type ModelRequest,
  type Settings,
  thisTool,
} from './session.ts'

/** What to probe. Everything may be left out: then it is what `numeracy probe` does. */
export interface ProbeRequest extends ModelRequest {
  /** Series, ids of the catalogue, or ranges such as 1..500:7. Default: the nine of the article. */
  readonly series?: readonly (Series | string)[] | undefined
  /**
   * `index`: one number for a model, from series drawn from the seed. `quick`: few short series for a loop, on which
   * the headline alone has an interval. Neither takes `series`. Default `article`.
   */
  readonly suite?: Suite | undefined
  /**
   * What to ask. Default: pairs, zero and cases, and of models that cost nothing search and same; of the suites index
   * and quick pairs alone.
   */
  readonly experiments?: readonly Experiment[] | undefined
  /** How much search and same ask. Default `usual`. */
  readonly size?: Size | undefined
  /** Series of the zero experiment. Default: those of `series` that hold numbers or prices; without `series` also 0 … 2048. */
  readonly zeroSeries?: readonly Series[] | undefined
  /** Questions to rerankers, each with {d}. Default: the article's. */
  readonly prompts?: readonly string[] | undefined
  /** Default `same`. */
  readonly roles?: Roles | undefined
  /** Permuted digits and other questions beside the main experiment. Default `free`: of models that cost nothing. */
  readonly controls?: Controls | undefined
  /** Cases of your own beside the hard cases, ids unique. */
  readonly cases?: readonly HardCase[] | undefined
  /** Default 1. */
  readonly seed?: number | undefined
  /** Written down in the run, such as `{ step: '500' }`; nothing depends on it. */
  readonly tags?: Readonly<Record<string, string>> | undefined
}

/** What a probe needs of the world, each with a default. */
export interface ProbeSettings extends Settings, Partial<Pick<ProbeContext, 'judge' | 'onMatrix'>> {}

/**
 * Asks models how they place numbers, and returns the run. What is in the cache is not asked again, so after an
 * interruption the same call goes on where it stopped.
 *
 * @throws NumeracyError `unknown` or `usage` for a model, a series or a prompt that cannot be, before any model is
 * asked; `invalid-response` or `model-unavailable` from a model, where `onFailed` is not given or none answers
 */
export async function probe(request: ProbeRequest = {}, settings: ProbeSettings = {}): Promise<Run> {
  const plan = planOf(request)
  checkSettings(settings)
  const { judge, onMatrix, tool = thisTool() } = settings
  return inSession(withModelsInUse(request), settings, async session => {
    const options = { ...plan, models: session.models }
    await session.begin('probe', () => estimates(options, session.cache))
    reportNotes(options, session.listen)
    return probedRun(options, { ...session, judge, onMatrix, tool })
  })
}

/** What a probe would ask each of its models, given what the cache holds. Asks nothing. */
export async function estimateProbe(
  request: ProbeRequest = {},
  settings: Settings = {},
): Promise<Estimate[]> {
  const plan = planOf(request)
  return inSession(withModelsInUse(request), settings, ({ models, cache, listen }) => {
    const options = { ...plan, models }
    reportNotes(options, listen)
    return estimates(options, cache)
  })
}

/** What the run of a probe will hold, known before a model is asked: all but what is made of the answers. */
export function outlineOf(
  request: ProbeRequest,
  models: ProbeOptions['models'],
): ReturnType<typeof probeOutline> {
  return probeOutline({ ...planOf(request), models })
}

/** Reports how series were read, and which models take no roles, where roles are asked for. */
function reportNotes({ models, roles, series }: ProbeOptions, listen: Listener): void {
  for (const message of series.flatMap(({ notes = [] }) => notes)) listen({ type: 'notice', message })
  for (const each of series.filter(isSampled)) {
    const kinds = [...new Set(models.map(({ model }) => model.kind))]
    for (const kind of kinds) listen({ type: 'notice', message: sampledNote(each, kind) })
  }
  for (const message of roleNotes(models, roles)) listen({ type: 'notice', message })
}

function estimates(options: ProbeOptions, cache: AnswerCache): Promise<Estimate[]> {
  return Promise.all(
    options.models.map(async model => {
      const parts = askingsOf(model, options).map(({ named, inquiries, roles = options.roles }) =>
        estimate(named, inquiries, roles, cache),
      )
      return (await Promise.all(parts)).reduce(together)
    }),
  )
}

/**
 * What a model does in use is asked of the default model as an embedder alone, as in the default run: what stands in for
 * a reranker would only answer again.
 */
export function withModelsInUse(request: ProbeRequest): ProbeRequest {
  const named = [request.models, request.embed, request.rerank]
  const isNone = named.every(specs => specs === undefined || specs.length === 0)
  const { experiments } = request
  return isNone && experiments !== undefined && experiments.length > 0 && isOnlyInUse(experiments)
    ? { ...request, embed: defaultModel }
    : request
}

/** The request with its defaults. @throws NumeracyError `unknown` or `usage` */
export function planOf(request: ProbeRequest): Omit<ProbeOptions, 'models'> {
  checkArgument('probe', request, 'object')
  checkModels('probe', request)
  checkMembers('probe', request, {
    series: 'texts or objects',
    zeroSeries: 'objects',
    prompts: 'texts',
    experiments: 'texts',
    cases: 'objects',
    tags: 'object',
    suite: suites,
    size: sizes,
    roles: allRoles,
    controls: allControls,
    seed: 'whole number',
  })
  for (const experiment of request.experiments ?? [])
    checkArgument('probe: experiments', experiment, allExperiments)
  const { prompts = [articlePrompt], roles = 'same', controls = 'free', seed = 1 } = request
  const { suite = 'article', experiments, size = 'usual' } = request
  for (const prompt of prompts) checkTemplate(prompt, 'prompts')
  const asks = (experiment: Experiment) => (experiments ?? defaultExperiments(suite)).includes(experiment)
  const given = request.series ?? request.zeroSeries
  if (given !== undefined && !isArticle(suite))
    throw new NumeracyError(
      'usage',
      `suite ${suite}: got series as well; expected none, for the suite has documents of its own. Leave one of them out.`,
    )
  if (given !== undefined && !asks('pairs') && !asks('zero'))
    throw new NumeracyError(
      'usage',
      `series: got some, but of ${experiments!.join(' and ')} none asks about series. Add the experiment pairs, or leave the series out.`,
    )
  const pairs = {
    article: () => (request.series ?? articleSeries).map(seriesOf),
    index: () => indexSeries(seed),
    quick: () => [...quickSeries],
  }[suite]()
  const numbers = isArticle(suite) ? pairs.filter(hasZero) : []
  const zero =
    request.zeroSeries?.map(defineSeries) ??
    (request.series === undefined ? [zeroSeries, ...numbers] : numbers)
  if (!asks('pairs') && zero.length > 0 && zero.every(isSampled))
    throw new NumeracyError(
      'usage',
      `series: got ${zero[0].id} with ${zero[0].texts.length.toLocaleString('en')} documents; the experiment zero takes at most ${allPairsLimit.toLocaleString('en')}. Take a part of them, or add the experiment pairs, which samples anchors.`,
    )
  return {
    series: asks('pairs') ? pairs : [],
    zeroSeries: asks('zero') ? zero.filter(each => !isSampled(each)) : [],
    prompts,
    roles,
    controls: !isArticle(suite) && controls === 'free' ? 'none' : controls,
    seed,
    suite,
    cases: request.cases,
    size,
    ...(request.tags !== undefined && { tags: request.tags }),
    ...(experiments !== undefined && { experiments }),
  }
}

function seriesOf(series: Series | string): Series {
  if (typeof series !== 'string') return defineSeries(series)
  return isRange(series) ? rangeSeries(series) : catalogueSeries(series)
}

/** What to know before models are asked in roles: which of them take none, and so are asked for each text once. */
function roleNotes(models: readonly NamedModel[], roles: Roles): string[] {
  return models
    .filter(({ model }) => model.kind === 'embedder' && rolesFor(model, roles) !== roles)
    .map(
      ({ id }) =>
        `${id} takes no role: a text is the same to it as a query and as a document, and is asked for once. Give it the role with ?queryPrefix= and ?documentPrefix=, or with body.query.NAME= and body.document.NAME=, if the model wants one.`,
    )
}
