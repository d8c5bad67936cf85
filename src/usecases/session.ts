import { createRequire } from 'node:module'
import { checkArgument, checkMembers } from '../base/arguments.ts'
import { NumeracyError } from '../base/error.ts'
import type { Listener } from '../base/events.ts'
import type { NamedModel } from '../experiments/ask.ts'
import type { ModelEnvironment, ModelKind } from '../models/adapters/family.ts'
import { tokenizerFile } from '../models/adapters/tokenizer-file.ts'
import { wait } from '../models/adapters/wait.ts'
import type { RetryOptions } from '../models/decorators/turns.ts'
import type { Embedder } from '../models/embedder.ts'
import { withOwnAnswers } from '../models/own-answers.ts'
import { resolveEmbedder, resolveReranker } from '../models/registry.ts'
import type { Reranker } from '../models/reranker.ts'
import { labelledSpec } from '../models/spec.ts'
import type { AnswerCache } from '../store/answer-cache.ts'
import { memoryCache } from '../store/memory-cache.ts'
import { openCache } from '../store/open-cache.ts'
import type { Run } from '../store/run.ts'
import { withShipped } from '../store/shipped.ts'
import { type Budget, checkBudget, type Estimate } from './estimate.ts'
import { type FailedModel, failedModels, type OnFailed, passOver } from './failed-models.ts'

/** What runs when no model is named, as embedder and as reranker. */
export const defaultModel = 'bundled:use-lite'

/** The models of a use case. Where none is named in any way, it is the bundled one, as embedder and as reranker. */
export interface ModelRequest {
  /** Models at hand, met in this order and before those of `embed` and `rerank`. */
  readonly models?: readonly (Embedder | Reranker | NamedModel)[] | undefined
  /** Embedders by spec, or `NAME=SPEC`: the name stands for the model wherever it is shown. */
  readonly embed?: string | readonly string[] | undefined
  /** Rerankers, likewise. */
  readonly rerank?: string | readonly string[] | undefined
  /** Path of a tokenizer.json, for models that have none of their own. */
  readonly tokenizer?: string | undefined
}

/** What a use case needs of the world, each with a default. */
export interface Settings {
  /** Where answers are kept: a cache, or the folder of one, which is then closed at the end. Default: in memory. */
  readonly cache?: AnswerCache | string | undefined
  /** Receives progress and notices. */
  readonly listen?: Listener | undefined
  /** Puts something between a model and what asks it, such as a queue of workers. Default: it is asked here. */
  readonly through?: ((named: NamedModel) => NamedModel) | undefined
  /** Stops the work; what was answered is kept. */
  readonly signal?: AbortSignal | undefined
  /** Called for each model that fails: the work is then done with the others. Default: the first failure ends it. */
  readonly onFailed?: OnFailed | undefined
  /** Above it nothing is asked. Default: no limit. */
  readonly budget?: Budget | undefined
  /** Called before the first model is asked, and waited for; what it throws ends the work. */
  readonly onBegin?: ((beginning: Beginning) => void | Promise<void>) | undefined
  /** Where specs find keys and relative paths. Default: those of this process. */
  readonly environment?: ModelEnvironment | undefined
  /** What a run file says made it. Default: this package. */
  readonly tool?: Run['tool'] | undefined
  /** Default: the machine's clock. */
  readonly now?: (() => Date) | undefined
  /** Waits between two attempts at a request; rejects when the signal aborts. */
  readonly wait?: RetryOptions['wait'] | undefined
}

/** What is about to be asked. */
export interface Beginning {
  /** Those that could be made ready, each id once. */
  readonly models: readonly NamedModel[]
  /** What each of them will be asked. */
  estimates(): Promise<readonly Estimate[]>
}

/** Models and all that asking them takes, ready. */
export interface Session extends Pick<Settings, 'signal' | 'onFailed'> {
  readonly models: Beginning['models']
  readonly cache: AnswerCache
  readonly listen: Listener
  readonly now: () => Date
  readonly wait: RetryOptions['wait']
  /**
   * To be called before anything is asked: holds the work against the budget, calls `onBegin`, and passes on what
   * a reader of these models' numbers must know.
   * @param work as an error names it: `probe`
   * @throws NumeracyError `usage` when it would ask for more than the budget
   */
  begin(work: string, estimates: Beginning['estimates']): Promise<void>
}

/** @param who the function that was given them @throws NumeracyError `usage` for what is no model, and no name of one */
export function checkModels(who: string, request: ModelRequest): void {
  checkMembers(who, request, {
    models: 'objects',
    embed: 'text or texts',
    rerank: 'text or texts',
    tokenizer: 'text',
  })
}

/** What a cache is asked for. */
const cacheFunctions = ['read', 'count', 'write', 'claim', 'release', 'readDerived', 'writeDerived'] as const

/** @throws NumeracyError `usage` */
export function checkSettings(settings: Settings): void {
  checkArgument('settings', settings, 'object')
  checkMembers('settings', settings, {
    listen: 'function',
    through: 'function',
    signal: 'signal',
    onFailed: 'function',
    budget: 'object',
    onBegin: 'function',
    environment: 'object',
    tool: 'object',
    now: 'function',
    wait: 'function',
  })
  const { cache, now } = settings
  if (now !== undefined && !Number.isFinite(Number(now()?.getTime?.())))
    throw new NumeracyError(
      'usage',
      'settings: now: got a function that gives no date; expected the time, as a Date.',
    )
  if (
    typeof cache === 'object' &&
    cache !== null &&
    cacheFunctions.every(name => typeof cache[name] === 'function')
  )
    return
  if (cache !== undefined && typeof cache !== 'string')
    throw new NumeracyError(
      'usage',
      'settings: cache: got what is none; expected the path of its folder, or what openCache or memoryCache gives.',
    )
}

/**
 * Does some work with models and a cache. Models that were built from specs, and a cache that was opened here, are
 * disposed of when it ends, however it does; what was given ready stays with whom it is from.
 * @throws NumeracyError `usage` or `unknown` for a model; what a model says of itself, where nobody listens for
 * failures or none is left
 */
export async function inSession<Result>(
  request: ModelRequest,
  settings: Settings,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  checkModels('models', request)
  checkSettings(settings)
  const { listen = ignore, signal, onFailed, budget, through = named => named } = settings
  return withModels(request, settings, own => {
    const models = own.map(through)
    return withCacheAt(settings.cache, listen, cache =>
      work({
        models,
        cache,
        listen,
        signal,
        onFailed,
        now: settings.now ?? (() => new Date()),
        wait: settings.wait ?? wait,
        async begin(name, estimates) {
          if (budget !== undefined) await checkBudget(budget, name, estimates)
          await settings.onBegin?.({ models, estimates })
          for (const message of noticesOf(models)) listen({ type: 'notice', message })
        },
      }),
    )
  })
}

/** Does some work with a cache, which is closed afterwards where it was opened here, and stands on what is shipped. */
export async function withCacheAt<Result>(
  place: Settings['cache'],
  listen: Listener,
  work: (cache: AnswerCache) => Promise<Result>,
): Promise<Result> {
  if (typeof place === 'object') return work(place)
  const cache = place === undefined ? memoryCache() : openCache({ directory: place, listen })
  try {
    return await work(withShipped(cache))
  } finally {
    cache.close()
  }
}

/** Does some work with models, and disposes of those that were built for it. */
async function withModels<Result>(
  { models = [], embed = [], rerank = [], tokenizer }: ModelRequest,
  settings: Settings,
  work: (models: readonly NamedModel[]) => Promise<Result>,
): Promise<Result> {
  const isNone = models.length + embed.length + rerank.length === 0
  const isAtHand = embed.length + rerank.length === 0 && !isNone
  const given = models.map(namedModel)
  const built = isAtHand ? [] : await builtModels(listOf(embed), listOf(rerank), settings)
  try {
    const all = distinct([...given, ...built])
    return await work(tokenizer === undefined ? all : await withTokenizer(all, tokenizer))
  } finally {
    await disposeOf(built)
  }
}

/** A model at hand under its name in a run. */
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

/** Disposes of models that hold something, such as a program that runs. */
async function disposeOf(models: readonly NamedModel[]): Promise<void> {
  for (const { model } of models) await model[Symbol.asyncDispose]?.()
}

/** The models of some specs, each once, embedders first; the bundled one as both where neither is given. */
async function builtModels(
  embed: readonly string[],
  rerank: readonly string[],
  { environment, onFailed }: Pick<Settings, 'environment' | 'onFailed'>,
): Promise<NamedModel[]> {
  const none = embed.length === 0 && rerank.length === 0
  const options = environment === undefined ? {} : { environment }
  const of = (kind: ModelKind, specs: readonly string[]) =>
    [...new Set(none ? [defaultModel] : specs)].map(text => {
      const { label, spec } = labelledSpec(text)
      return { id: `${kind}:${label ?? spec}`, kind, spec, label }
    })
  const asked = [...of('embedder', embed), ...of('reranker', rerank)]
  const outcomes = await Promise.allSettled(
    asked.map(async ({ kind, spec, ...names }): Promise<NamedModel> => {
      const model =
        kind === 'embedder'
          ? (await resolveEmbedder(spec, options)).embedder
          : (await resolveReranker(spec, options)).reranker
      return { ...names, spec, model }
    }),
  )
  const built = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const failed: FailedModel[] = []
  try {
    for (const [at, outcome] of outcomes.entries())
      if (outcome.status === 'rejected')
        passOver(asked[at].id, outcome.reason, { onFailed: onFailed && (each => failed.push(each)) })
  } catch (error) {
    await disposeOf(built)
    throw error
  }
  if (built.length === 0) throw failed.length === 1 ? failed[0].error : failedModels(failed, '')
  for (const each of failed) onFailed?.(each)
  return built
}

/**
 * The models; those without a tokenizer of their own get that of a file.
 * @throws NumeracyError `input` for the file, `usage` when each model has a tokenizer of its own
 */
async function withTokenizer(models: readonly NamedModel[], path: string): Promise<NamedModel[]> {
  const tokenizer = await tokenizerFile(path)
  if (models.every(({ model }) => model.tokenizer !== undefined)) {
    throw new NumeracyError(
      'usage',
      `--tokenizer: got ${path}, but ${models.map(({ id }) => id).join(' and ')} ${models.length === 1 ? 'has its own tokenizer' : 'have their own tokenizers'}; expected a model that does not. Leave the option out.`,
      { details: { path } },
    )
  }
  return models.map(named =>
    named.model.tokenizer === undefined ? { ...named, model: { ...named.model, tokenizer } } : named,
  )
}

function distinct(models: readonly NamedModel[]): readonly NamedModel[] {
  const twice = models.find(({ id }, index) => models.findIndex(other => other.id === id) !== index)
  if (twice === undefined) return models
  throw new NumeracyError(
    'usage',
    `models: got two models of the id ${twice.id}; in a run each has its own. Leave one out, or give them different names or revisions.`,
    { details: { model: twice.id } },
  )
}

/** What a reader of these models' numbers must know, each sentence once. */
function noticesOf(models: readonly NamedModel[]): string[] {
  return [
    ...new Set(
      models.flatMap(({ spec, label, model }) =>
        (model.notices ?? []).map(text => `${label ?? spec}: ${text}`),
      ),
    ),
  ]
}

/** This package, and the Node that runs it. */
export function thisTool(): Run['tool'] {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }
  return { version, node: process.versions.node }
}

function listOf(specs: string | readonly string[]): readonly string[] {
  return typeof specs === 'string' ? [specs] : specs
}

function ignore(): void {}
