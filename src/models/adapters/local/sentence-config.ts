import { z } from 'zod'
import type { Role } from '../../embedder.ts'
import { checked } from './model-config.ts'
import { jsonFile, type ModelFolder } from './model-folder.ts'
import type { LocalOptions, Pooling } from './options.ts'
import { type Named, trouble } from './trouble.ts'

/** How token vectors become the vector of a text, as sentence-transformers keeps it beside a model. */
export interface SentenceConfig {
  /** Null where no file says; another word where it is one that is not known here. */
  readonly pooling: Pooling | 'unsupported' | null
  /** What `1_Pooling/config.json` asks for, for messages. */
  readonly poolingName: string | null
  readonly normalize: boolean
  /** Names of steps after the pooling that are not in the weights, such as Dense. */
  readonly furtherSteps: readonly string[]
  readonly prefixes: Readonly<Record<Role, string>>
  /** Most tokens of a text; null where no file says. */
  readonly maxTokens: number | null
  readonly lowerCase: boolean
}

export const sentenceFiles = [
  'modules.json',
  '1_Pooling/config.json',
  'config_sentence_transformers.json',
  'sentence_bert_config.json',
] as const

const modulesFile = z.array(z.looseObject({ path: z.string(), type: z.string() }))
const promptsFile = z.looseObject({
  prompts: z.record(z.string(), z.string().nullable()).nullish(),
  default_prompt_name: z.string().nullish(),
})
const poolingFile = z.looseObject({
  pooling_mode: z.union([z.string(), z.array(z.string())]).nullish(),
  include_prompt: z.boolean().nullish(),
})
const transformerFile = z.looseObject({
  max_seq_length: z.number().nullish(),
  do_lower_case: z.boolean().nullish(),
})

const poolings: Readonly<Record<string, Pooling>> = { mean: 'mean', cls: 'cls', lasttoken: 'last' }

/**
 * What the files say and the options change.
 * @throws NumeracyError `input`: a file is not what it should be
 */
export async function sentenceConfig(options: LocalOptions, { path }: ModelFolder): Promise<SentenceConfig> {
  const read = async <Schema extends z.ZodType>(name: string, schema: Schema) => {
    const value = await jsonFile(options, path, name)
    return value === undefined ? undefined : checked(options, path, name, schema, value)
  }
  const modules = await read('modules.json', modulesFile)
  const poolingPath = modules?.find(({ type }) => type.endsWith('Pooling'))?.path ?? '1_Pooling'
  const pooling = await read(`${poolingPath}/config.json`, poolingFile)
  const transformer = await read('sentence_bert_config.json', transformerFile)
  const prompts = await read('config_sentence_transformers.json', promptsFile)
  const steps = (modules ?? []).map(({ type }) => type.slice(type.lastIndexOf('.') + 1))
  const poolingName = pooling === undefined ? null : poolingModes(pooling).join(' and ')
  const own = poolingName === null ? null : (poolings[poolingName] ?? 'unsupported')
  const prefixes = withOptions(options, promptPrefixes(prompts))
  if (pooling?.include_prompt === false) refusePrompt(options, prefixes)
  return {
    pooling: options.pooling ?? own,
    poolingName,
    normalize: options.normalize ?? steps.includes('Normalize'),
    furtherSteps: steps.filter(step => !['Transformer', 'Pooling', 'Normalize'].includes(step)),
    prefixes,
    maxTokens: transformer?.max_seq_length ?? null,
    lowerCase: transformer?.do_lower_case ?? false,
  }
}

/** The modes that are switched on; sentence-transformers takes the mean where none is. */
function poolingModes({ pooling_mode, ...flags }: z.infer<typeof poolingFile>): string[] {
  if (pooling_mode != null) return [pooling_mode].flat()
  const beginning = 'pooling_mode_'
  const modes = Object.keys(flags)
    .filter(key => key.startsWith(beginning) && flags[key] === true)
    .map(key => key.slice(beginning.length).replace(/^(mean|cls|max|weightedmean)_tokens?$/, '$1'))
  return modes.length === 0 ? ['mean'] : modes
}

/** The names that `encode_query` and `encode_document` of sentence-transformers look for, in their order. */
function promptPrefixes(file: z.infer<typeof promptsFile> | undefined): Record<Role, string> {
  const prompts = file?.prompts ?? {}
  const usual = prompts[file?.default_prompt_name ?? ''] ?? ''
  const first = (names: readonly string[]) => {
    const name = names.find(each => each in prompts)
    return name === undefined ? usual : (prompts[name] ?? '')
  }
  return { query: first(['query']), document: first(['document', 'passage', 'corpus']) }
}

function withOptions(
  { prefix, queryPrefix }: LocalOptions,
  prompts: Readonly<Record<Role, string>>,
): Record<Role, string> {
  return { document: prefix ?? prompts.document, query: queryPrefix ?? prompts.query }
}

function refusePrompt(named: Named, prefixes: Readonly<Record<Role, string>>): void {
  if (prefixes.document === '' && prefixes.query === '') return
  throw trouble(
    'input',
    named,
    'its 1_Pooling/config.json leaves the prompt out of the pooling (include_prompt: false), which is not done here; without prompts it runs: ?prefix=&queryPrefix=.',
  )
}
