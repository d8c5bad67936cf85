import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { textOfBytes } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { parseSpec } from '../models/spec.ts'
import { seriesCatalogue } from '../series/catalogue.ts'
import { isRange } from '../series/range.ts'
import { type Config, configFileName, parseConfig } from './config-file.ts'
import type { Context } from './context.ts'

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
  readonly suite?: NonNullable<Config['suite']>
  readonly experiment?: NonNullable<Config['experiments']>
  readonly size?: NonNullable<Config['size']>
  readonly prompt?: string[]
  readonly roles?: NonNullable<Config['roles']>
  readonly controls?: boolean
  readonly seed?: number
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
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (named === undefined && cause.code === 'ENOENT') return null
    throw new NumeracyError(
      'storage',
      `--config: ${path} cannot be read. Give the path of a config file; \`numeracy init\` writes one.`,
      { cause, details: { path } },
    )
  })
  if (bytes === null) return null
  const text = textOfBytes(bytes)
  if (text === null)
    throw new NumeracyError('input', `${name} is not UTF-8 text. Save it as UTF-8.`, { details: { path } })
  return { config: parseConfig(text, name, env), name, folder: dirname(path) }
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
  const { series, suite, experiments, size, prompts, roles, controls, seed, out } = config
  return {
    ...(models.length > 0 && { embed: specs(false), rerank: specs(true) }),
    ...(series !== undefined && { series: series.map(each => seriesFrom(each, from)) }),
    ...(suite !== undefined && { suite }),
    ...(experiments !== undefined && { experiment: experiments }),
    ...(size !== undefined && { size }),
    ...(prompts !== undefined && { prompt: prompts }),
    ...(roles !== undefined && { roles }),
    ...(controls !== undefined && { controls }),
    ...(seed !== undefined && { seed }),
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

function seriesFrom(word: string, folder: string | null): string {
  const isName = isRange(word) || seriesCatalogue.some(({ id }) => id === word)
  return folder === null || isName ? word : resolve(folder, word)
}
