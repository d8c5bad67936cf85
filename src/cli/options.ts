import { resolve } from 'node:path'
import { type Command, Option } from '@commander-js/extra-typings'
import { NumeracyError } from '../base/error.ts'
import { quoted } from '../base/quoted.ts'
import type { ModelKind } from '../models/adapters/family.ts'
import { makeNamedFolder } from '../store/folders.ts'
import { unwritable } from '../store/storage-trouble.ts'
import type { Budget } from '../usecases/estimate.ts'
import type { Context } from './context.ts'

/** The whole command, with the options that every command takes. */
export type Program = Command<[], { cache?: string; envFile?: string; quiet?: true; verbose?: true }>

/** What the options of a command come to, as it declares them. */
export type OptionsOf<Define extends (program: Program) => { opts(): unknown }> = ReturnType<
  ReturnType<Define>['opts']
>

/** Collects an option that may repeat. */
export function repeated(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}

/** A whole number of an option. */
export function wholeNumber(option: string): (value: string) => number {
  return value => {
    if (!/^[+-]?\d{1,15}$/.test(value)) {
      throw new NumeracyError(
        'usage',
        `${option}: got ${JSON.stringify(value)}; expected a whole number, such as ${option} 1.`,
      )
    }
    return Number(value)
  }
}

/** A width of a figure on paper. @returns millimetres */
function millimetres(option: string): (value: string) => number {
  return value => {
    const width = /^\d{1,4}(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN
    if (width >= 20 && width <= 1000) return width
    throw new NumeracyError(
      'usage',
      `${option}: got ${JSON.stringify(value)}; expected a width in millimetres from 20 to 1000, such as ${option} 170.`,
    )
  }
}

/** One of a few words of an option. */
export function oneOf<Word extends string>(
  option: string,
  words: readonly Word[],
): ((value: string) => Word) & WithWords {
  const read = (value: string) => {
    const word = words.find(each => each === value)
    if (word === undefined) {
      throw new NumeracyError(
        'usage',
        `${option}: got ${JSON.stringify(value)}; expected one of ${words.join(', ')}.`,
      )
    }
    return word
  }
  return Object.assign(read, { words })
}

/** What reads an option of a few words knows them, so that a shell can complete them. */
export interface WithWords {
  readonly words: readonly string[]
}

/** A whole number of an option that is not below 0. */
function atLeastZero(option: string): (value: string) => number {
  return value => {
    const limit = wholeNumber(option)(value)
    if (limit >= 0) return limit
    throw new NumeracyError('usage', `${option}: got ${limit}; expected 0 or more, such as ${option} 100.`)
  }
}

/** Collects tags, each a name and a value. */
export function tagged(text: string, earlier: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([\w.-]{1,60})=(.{1,200})$/.exec(text) ?? []
  if (name !== undefined) return { ...earlier, [name]: value }
  throw new NumeracyError(
    'usage',
    `--tag: got ${quoted(text, 80)}; expected a name and a value, such as --tag step=500.`,
  )
}

/** The groups of options in the help of every command, in their order. */
export const groups = {
  what: 'What:',
  models: 'Models:',
  series: 'Series:',
  files: 'Files of your own:',
  output: 'Output:',
  limits: 'Limits:',
  machines: 'Several machines:',
} as const

/** What a SPEC is, under the help of every command that takes one. */
export const aboutSpecs = `
A SPEC names a model: bundled:use-lite, a folder such as ./my-model, openai:MODEL, and others;
\`numeracy models\` lists them. NAME= before it is what charts and tables call the model.
`

/** Options that several commands take, each in its group. */
export const shared = {
  embed: new Option(
    '--embed <spec>',
    'an embedding model, as SPEC or NAME=SPEC; may repeat (default: bundled:use-lite)',
  )
    .argParser(repeated)
    .helpGroup(groups.models),
  rerank: new Option(
    '--rerank <spec>',
    'a reranker, as SPEC or NAME=SPEC; may repeat (default: bundled:use-lite, unless --embed is given)',
  )
    .argParser(repeated)
    .helpGroup(groups.models),
  role: new Option('--as <role>', 'embedder or reranker (default: whatever the model serves as)')
    .argParser(oneOf<ModelKind>('--as', ['embedder', 'reranker']))
    .helpGroup(groups.models),
  seed: new Option('--seed <number>', 'seed of everything that is drawn at random')
    .argParser(wholeNumber('--seed'))
    .default(1)
    .helpGroup(groups.what),
  force: new Option('--force', 'replace the report of another run, where --out holds one').helpGroup(
    groups.output,
  ),
  out: new Option('-o, --out <dir>', 'write report, figures and run file into this folder').helpGroup(
    groups.output,
  ),
  open: new Option('--open', 'open the report in the browser').helpGroup(groups.output),
  figureWidth: new Option('--figure-width <mm>', 'figures for a paper: this wide, fonts embedded, 300 dpi')
    .argParser(millimetres('--figure-width'))
    .helpGroup(groups.output),
  summary: new Option(
    '--summary <file>',
    'write the scores into this file as flat JSON, for the curves of a training',
  ).helpGroup(groups.output),
  markdown: new Option('--markdown', 'print Markdown').helpGroup(groups.output),
  json: new Option('--json', 'print JSON, and nothing else, on stdout').helpGroup(groups.output),
  dryRun: new Option(
    '--dry-run',
    'say what would be asked and what it would cost, and ask nothing',
  ).helpGroup(groups.limits),
  maxRequests: new Option(
    '--max-requests <number>',
    'start nothing that needs more requests; models that run here do not count',
  )
    .argParser(atLeastZero('--max-requests'))
    .helpGroup(groups.limits),
  maxTokens: new Option(
    '--max-tokens <number>',
    'start nothing that needs more tokens; models that run here do not count',
  )
    .argParser(atLeastZero('--max-tokens'))
    .helpGroup(groups.limits),
} as const

/** The budget that the options give. */
export function budgetOf(options: {
  readonly maxRequests?: number | undefined
  readonly maxTokens?: number | undefined
}): Budget {
  return { requests: options.maxRequests ?? null, tokens: options.maxTokens ?? null }
}

/** How a command prints its result. */
export function formatOf({
  json,
  markdown,
}: {
  readonly json?: true
  readonly markdown?: true
}): 'json' | 'markdown' | 'text' {
  return json ? 'json' : markdown ? 'markdown' : 'text'
}

/**
 * Folder of the cache: --cache, else NUMERACY_CACHE, else .numeracy here. One that is named is made when it is missing.
 * @throws NumeracyError `storage` when it cannot be made: what was to be kept there would be paid for again
 */
export function cacheDirectory(program: Program, { env, cwd }: Context): string {
  const option = program.opts().cache
  const named = option ?? env.NUMERACY_CACHE
  const path = resolve(cwd, named ?? '.numeracy')
  if (named === undefined) return path
  try {
    makeNamedFolder(path)
  } catch (error) {
    if (error instanceof NumeracyError) throw error
    const by = option === undefined ? 'NUMERACY_CACHE' : '--cache'
    throw unwritable(`${by}: the folder ${path} cannot be made`, error, path)
  }
  return path
}

/** @throws NumeracyError `usage` when options are given that another one decides */
export function refuseBeside<Name extends string>(
  option: string,
  given: { readonly [name in Name]?: unknown },
  names: readonly Name[],
  why: string,
): void {
  const beside = names.filter(name => given[name] !== undefined).map(name => `--${name}`)
  if (beside.length === 0) return
  throw new NumeracyError(
    'usage',
    `${option}: got ${beside.join(' and ')} as well; expected it alone, ${why}. Leave one of them out.`,
  )
}
