import { z } from 'zod'
import type { Role } from '../../embedder.ts'
import { checked } from './model-config.ts'
import { jsonFile, type ModelFolder } from './model-folder.ts'
import { lengthFilesOf, type ModelStep, modelSteps, poolingFileOf } from './modules.ts'
import type { LocalOptions, Pooling } from './options.ts'
import { type Named, trouble } from './trouble.ts'

/** How token vectors become the vector of a text, as sentence-transformers keeps it beside a model. */
export interface SentenceConfig {
  /** Null where no file says; another word where it is one that is not known here. */
  readonly pooling: Pooling | 'unsupported' | null
  /** The file that says how to pool, or would. */
  readonly poolingFile: string
  /** What that file asks for, for messages. */
  readonly poolingName: string | null
  readonly normalize: boolean
  /** Steps that are not done here, such as Dense: the weights must hold them. */
  readonly furtherSteps: readonly string[]
  readonly prefixes: Readonly<Record<Role, string>>
  /** Most tokens of a text; null where no file says. */
  readonly maxTokens: number | null
  readonly lowerCase: boolean
  /** The function that the model is meant to be compared by, such as `dot`; null where no file says, or where a step normalises, so that all of them rank alike. */
  readonly similarity: string | null
}

const promptsFile = z.looseObject({
  prompts: z.record(z.string(), z.string().nullable()).nullish(),
  default_prompt_name: z.string().nullish(),
  similarity_fn_name: z.string().nullish(),
})
const poolingFile = z.looseObject({
  pooling_mode: z.union([z.string(), z.array(z.string())]).nullish(),
  include_prompt: z.boolean().nullish(),
})
const lengthFile = z.looseObject({
  max_seq_length: z.number().nullish(),
  do_lower_case: z.boolean().nullish(),
  tokenizer_args: z.looseObject({ model_max_length: z.number().nullish() }).nullish(),
})

const poolings: Readonly<Record<string, Pooling>> = { mean: 'mean', cls: 'cls', lasttoken: 'last' }

/** Steps that are done here, or do nothing when a model only reads. */
const doneSteps = ['Transformer', 'Pooling', 'Normalize', 'Dropout']

/**
 * What the files say and the options change.
 * @throws NumeracyError `input`: a file is not what it should be
 */
export async function sentenceConfig(options: LocalOptions, { path }: ModelFolder): Promise<SentenceConfig> {
  const steps = await modelSteps(options, path)
  const file = poolingFileOf(steps)
  const pooling = await readFile(options, path, file, poolingFile)
  const prompts = await readFile(options, path, 'config_sentence_transformers.json', promptsFile)
  const normalizes = (steps ?? []).some(({ name }) => name === 'Normalize')
  const poolingName = pooling === undefined ? null : poolingModes(pooling).join(' and ')
  const own = poolingName === null ? null : (poolings[poolingName] ?? 'unsupported')
  const prefixes = withOptions(options, promptPrefixes(prompts))
  if (pooling?.include_prompt === false) refusePrompt(options, file, prefixes)
  return {
    pooling: options.pooling ?? own,
    poolingFile: file,
    poolingName,
    normalize: options.normalize ?? normalizes,
    furtherSteps: (steps ?? []).map(({ name }) => name).filter(name => !doneSteps.includes(name)),
    prefixes,
    ...(await transformerConfig(options, path, steps)),
    similarity: normalizes ? null : (prompts?.similarity_fn_name ?? null),
  }
}

/**
 * How long a text may be and whether it is read in lower case, of encoders and cross-encoders.
 * @throws NumeracyError `input`: a file is not what it should be
 */
export async function transformerConfig(
  named: Named,
  path: string,
  steps: readonly ModelStep[] | null,
): Promise<Pick<SentenceConfig, 'maxTokens' | 'lowerCase'>> {
  for (const name of lengthFilesOf(steps)) {
    const file = await readFile(named, path, name, lengthFile)
    if (file === undefined) continue
    return {
      maxTokens: file.max_seq_length ?? file.tokenizer_args?.model_max_length ?? null,
      lowerCase: file.do_lower_case ?? false,
    }
  }
  return { maxTokens: null, lowerCase: false }
}

async function readFile<Schema extends z.ZodType>(
  named: Named,
  path: string,
  name: string,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const value = await jsonFile(named, path, name)
  return value === undefined ? undefined : checked(named, path, name, schema, value)
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

function refusePrompt(named: Named, file: string, prefixes: Readonly<Record<Role, string>>): void {
  if (prefixes.document === '' && prefixes.query === '') return
  throw trouble(
    'input',
    named,
    `its ${file} leaves the prompt out of the pooling (include_prompt: false), which is not done here; without prompts it runs: ?prefix=&queryPrefix=.`,
  )
}
