import { createRequire } from 'node:module'
import { NumeracyError } from './base/error.ts'
import type { NamedModel } from './experiments/ask.ts'
import { articlePrompt } from './experiments/caret.ts'
import type { Controls } from './experiments/controls.ts'
import { letGo, namedModels } from './experiments/named-models.ts'
import { hasZero, zeroSeries } from './experiments/zero.ts'
import type { Roles } from './matrix/block.ts'
import { wait } from './models/adapters/wait.ts'
import type { Embedder } from './models/embedder.ts'
import type { Reranker } from './models/reranker.ts'
import { type ProbeContext, probe as probeWith } from './probe.ts'
import { articleSeries, catalogueSeries } from './series/catalogue.ts'
import { isRange, rangeSeries } from './series/range.ts'
import type { Series } from './series/series.ts'
import { checkTemplate } from './series/template.ts'
import type { AnswerCache } from './store/answer-cache.ts'
import { memoryCache } from './store/memory-cache.ts'
import { openCache } from './store/open-cache.ts'
import type { Run } from './store/run.ts'

/** What to probe. Everything may be left out: then it is what `numeracy probe` does. */
export interface ProbeRequest {
  /** Models at hand, met in this order and before those of `embed` and `rerank`. */
  readonly models?: readonly (Embedder | Reranker | NamedModel)[]
  /** Embedders by spec. The bundled one is embedder and reranker where no model is named in any way. */
  readonly embed?: string | readonly string[]
  /** Rerankers by spec. */
  readonly rerank?: string | readonly string[]
  /** Series, ids of the catalogue, or ranges such as 1..500:7. Default: the nine of the article. */
  readonly series?: readonly (Series | string)[]
  /** Series of the zero experiment. Default: those of `series` that hold numbers or prices; without `series` also 0 … 2048. */
  readonly zeroSeries?: readonly Series[]
  /** Questions to rerankers, each with {d}. Default: the article's. */
  readonly prompts?: readonly string[]
  /** Default `same`. */
  readonly roles?: Roles
  /** Permuted digits and other questions beside the main experiment. Default `free`: of models that cost nothing. */
  readonly controls?: Controls
  /** Default 1. */
  readonly seed?: number
}

/** What the probe needs of the world, each with a default. */
export interface ProbeSettings extends Partial<Omit<ProbeContext, 'cache' | 'onMatrix'>> {
  /** Where answers are kept: a cache, or the folder of one, which is then closed after the run. Default: in memory. */
  readonly cache?: AnswerCache | string
}

/**
 * Asks models how they place numbers, and returns the run: `numeracy probe` as a function. With a cache on disk
 * the same call goes on where an earlier one was stopped.
 *
 * @throws NumeracyError `unknown` or `usage` for a model, a series or a prompt that cannot be, before any model is
 * asked; `answer` or `model` from a model, whose earlier answers are kept
 */
export async function probe(request: ProbeRequest = {}, settings: ProbeSettings = {}): Promise<Run> {
  const { prompts = [articlePrompt], roles = 'same', controls = 'free', seed = 1 } = request
  for (const prompt of prompts) checkTemplate(prompt, 'prompts')
  const series = (request.series ?? articleSeries).map(seriesOf)
  const numbers = series.filter(hasZero)
  const zero = request.zeroSeries ?? (request.series === undefined ? [zeroSeries, ...numbers] : numbers)
  const { models, letGo } = await allModels(request)
  const { cache, ...context } = settings
  const kept =
    typeof cache === 'string' ? openCache({ directory: cache, listen: context.listen ?? ignore }) : cache
  try {
    return await probeWith(
      { models, series, zeroSeries: zero, prompts, roles, controls, seed },
      { listen: ignore, now: () => new Date(), wait, tool: tool(), ...context, cache: kept ?? memoryCache() },
    )
  } finally {
    if (typeof cache === 'string') kept?.close()
    await letGo()
  }
}

interface Models {
  readonly models: readonly NamedModel[]
  /** Disposes of the models that were found by their specs, where they hold something. */
  letGo(): Promise<void>
}

/** All models under names of their own. */
async function allModels({ models = [], embed = [], rerank = [] }: ProbeRequest): Promise<Models> {
  const none = models.length + embed.length + rerank.length === 0
  const found =
    none || embed.length + rerank.length > 0 ? await namedModels(listOf(embed), listOf(rerank)) : []
  const all = [...models.map(model => ('model' in model ? model : named(model))), ...found]
  const twice = all.find(({ id }, index) => all.findIndex(other => other.id === id) !== index)
  if (twice !== undefined) {
    throw new NumeracyError(
      'usage',
      `probe: got two models of the id ${twice.id}; in a run each has its own. Leave one out, or give them different names or revisions.`,
      { details: { model: twice.id } },
    )
  }
  return { models: all, letGo: () => letGo(found) }
}

function named(model: Embedder | Reranker): NamedModel {
  const spec = specOf(model)
  return { id: `${model.kind}:${spec}`, spec, model }
}

function specOf({ id: { provider, model, revision } }: Embedder | Reranker): string {
  return `${provider}:${model}${revision === null ? '' : `@${revision}`}`
}

function seriesOf(series: Series | string): Series {
  if (typeof series !== 'string') return series
  return isRange(series) ? rangeSeries(series) : catalogueSeries(series)
}

function listOf(specs: string | readonly string[]): readonly string[] {
  return typeof specs === 'string' ? [specs] : specs
}

function ignore(): void {}

function tool(): Run['tool'] {
  const { version } = createRequire(import.meta.url)('../package.json') as { version: string }
  return { version, node: process.versions.node }
}
