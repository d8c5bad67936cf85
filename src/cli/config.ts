import { dirname, join, relative, resolve } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { parseSpec } from '../models/spec.ts'
import { seriesCatalogue } from '../series/catalogue.ts'
import { isRange } from '../series/range.ts'
import { givenText } from '../store/given-file.ts'
import type { Config, TableSeries } from './config-schema.ts'
import type { Context } from './context.ts'
import type { Seeds } from './seeds.ts'
import type { NamedTable } from './series.ts'

/** Where a config is looked for when no other file is named. */
const configFileName = 'numeracy.config.yaml'

/** A config with the place that it was read from. */
export interface FoundConfig {
  readonly config: Config
  /** As errors and notices name it: from the current folder. */
  readonly name: string
  /** What its paths start from. */
  readonly folder: string
}

/** What a config says in the words of the options; members that it does not say are missing. */
export interface ConfigOptions {
  readonly embed?: string[]
  readonly rerank?: string[]
  readonly series?: string[]
  /** Series that say how their files are read. */
  readonly tables?: readonly NamedTable[]
  readonly suite?: NonNullable<Config['suite']>
  readonly experiment?: NonNullable<Config['experiments']>
  readonly size?: NonNullable<Config['size']>
  readonly prompt?: string[]
  readonly roles?: NonNullable<Config['roles']>
  readonly controls?: boolean
  readonly seed?: number
  readonly seeds?: Seeds
  readonly out?: string
}

/**
 * The config that is named, or the one of the current folder; null where there is none.
 * @throws NumeracyError `storage` where the named one cannot be read, `input` where it says what cannot be
 */
export async function findConfig(
  named: string | undefined,
  { cwd, env }: Pick<Context, 'cwd' | 'env'>,
): Promise<FoundConfig | null> {
  const path = resolve(cwd, named ?? configFileName)
  const name = relative(cwd, path)
  const text = await givenText(path, {
    subject: `--config: ${path}`,
    expected: 'a config file',
    advice: 'Give the path of a config file; `numeracy init` writes one.',
    maxBytes: 16 * 2 ** 20,
  }).catch((error: NumeracyError) => {
    const { code } = (error.cause ?? {}) as NodeJS.ErrnoException
    if (named === undefined && code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  // Most runs have no config: what reads one takes long to load.
  const { parseConfig } = await import('./config-file.ts')
  return { config: parseConfig(text, name, env), name, folder: dirname(path) }
}

/** Options that name a config, and what else they do with it. */
interface Configurable {
  readonly config?: string | undefined
  readonly json?: true | undefined
}

/**
 * The options of a command, with what the config says wherever the command line says nothing about it.
 * @param isGiven whether an option stands on the command line
 */
export async function withConfig<Options extends Configurable>(
  options: Options,
  isGiven: (option: string) => boolean,
  context: Pick<Context, 'cwd' | 'env' | 'stderr'>,
): Promise<Options & Pick<ConfigOptions, 'tables'>> {
  const found = await findConfig(options.config, context)
  if (found === null) return options
  if (!options.json) context.stderr.write(`Reading ${found.name}.\n`)
  const { embed, rerank, series, tables, prompt, seeds, ...rest } = optionsOfConfig(found, context.cwd)
  const isNamed = ['embed', 'rerank', 'article'].some(isGiven)
  const isSeries = ['series', 'template', 'article', 'suite'].some(isGiven)
  // One seed, one part and one summary are of one run.
  const isOneRun = ['seed', 'shard', 'summary'].some(isGiven)
  const said = {
    ...(!isNamed && { embed, rerank }),
    ...(!isSeries && { series, tables }),
    ...(!isGiven('article') && { prompt }),
    ...(!isOneRun && { seeds }),
    ...rest,
  }
  const kept = Object.entries(said).filter(([name, value]) => value !== undefined && !isGiven(name))
  return { ...options, ...Object.fromEntries(kept) }
}

/** @throws NumeracyError `usage` for a model that is no spec */
export function optionsOfConfig({ config, name, folder }: FoundConfig, cwd: string): ConfigOptions {
  const from = folder === cwd ? null : folder
  const models = Object.entries(config.models ?? {}).map(([label, entry]) => {
    const isReranker = typeof entry === 'object' && 'rerank' in entry
    const spec = typeof entry === 'string' ? entry : 'rerank' in entry ? entry.rerank : entry.embed
    if (/[:/\\?=]/.test(label))
      throw new NumeracyError(
        'input',
        `${name}: models: got the label ${JSON.stringify(label)}; expected one without : / \\ ? and =. Choose another.`,
      )
    return { isReranker, text: `${label}=${specFrom(spec, from)}` }
  })
  const specs = (isReranker: boolean) =>
    models.flatMap(model => (model.isReranker === isReranker ? [model.text] : []))
  const { series, suite, experiments, size, prompts, roles, controls, seed, seeds, out } = config
  return {
    ...(models.length > 0 && { embed: specs(false), rerank: specs(true) }),
    ...(series !== undefined && {
      series: series.flatMap(each => (typeof each === 'string' ? [seriesFrom(each, from)] : [])),
      tables: series.flatMap(each => (typeof each === 'string' ? [] : [tableFrom(each, folder)])),
    }),
    ...(suite !== undefined && { suite }),
    ...(experiments !== undefined && { experiment: experiments }),
    ...(size !== undefined && { size }),
    ...(prompts !== undefined && { prompt: prompts }),
    ...(roles !== undefined && { roles }),
    ...(controls !== undefined && { controls }),
    ...(seed !== undefined && { seed }),
    ...(seeds !== undefined && { seeds: typeof seeds === 'number' ? { count: seeds } : { list: seeds } }),
    ...(out !== undefined && { out: resolve(folder, out) }),
  }
}

/** A spec whose folder starts from another one. */
function specFrom(spec: string, folder: string | null): string {
  if (folder === null) return spec
  const { provider, name } = parseSpec(spec)
  return provider === 'folder' && /^\.{1,2}(?:[\\/]|$)/.test(name)
    ? `${join(folder, name)}${spec.slice(name.length)}`
    : spec
}

function tableFrom(
  { file, 'value-column': valueColumn, 'skip-bad-rows': skipBadRows, ...options }: TableSeries,
  folder: string,
): NamedTable {
  return { path: resolve(folder, file), options: { ...options, valueColumn, skipBadRows } }
}

function seriesFrom(word: string, folder: string | null): string {
  const isName = isRange(word) || seriesCatalogue.some(({ id }) => id === word)
  return folder === null || isName ? word : resolve(folder, word)
}
