import { z } from 'zod'
import { jsonFile, type ModelFolder } from './model-folder.ts'
import { type Named, trouble } from './trouble.ts'

/** What `config.json` and `tokenizer_config.json` say of a model. */
export interface ModelConfig {
  /** Such as `BertForSequenceClassification`. */
  readonly architecture: string
  /** Whether it reads two texts and gives logits, or one text and gives vectors. */
  readonly crossEncoder: boolean
  /** Names of the logits of a classifier, in order; null where the file does not say. */
  readonly labels: readonly string[] | null
  /** Length of a token's vector; null where the file does not say. */
  readonly hiddenSize: number | null
  /** Most tokens that the model reads, the marks around a text included; infinite where nothing says. */
  readonly maxTokens: number
}

/** Lengths above this are not meant: tokenizers write 10³⁰ for "not limited". */
const longest = 1e9

const configFile = z.looseObject({
  architectures: z.array(z.string()).nullish(),
  model_type: z.string().nullish(),
  hidden_size: z.number().nullish(),
  dim: z.number().nullish(),
  max_position_embeddings: z.number().nullish(),
  id2label: z.record(z.string(), z.string()).nullish(),
})

const tokenizerFile = z.looseObject({ model_max_length: z.number().nullish() })

/** @throws NumeracyError `input` when a file is not what it should be */
export async function modelConfig(named: Named, { path }: ModelFolder): Promise<ModelConfig> {
  const config = checked(named, path, 'config.json', configFile, await jsonFile(named, path, 'config.json'))
  const name = 'tokenizer_config.json'
  const tokenizer = checked(named, path, name, tokenizerFile, await jsonFile(named, path, name))
  const architecture = config.architectures?.[0] ?? config.model_type ?? 'unknown'
  const limits = [tokenizer.model_max_length, config.max_position_embeddings].filter(
    limit => limit != null && limit > 0 && limit < longest,
  ) as number[]
  return {
    architecture,
    crossEncoder: architecture.endsWith('ForSequenceClassification'),
    labels: labelNames(config.id2label),
    hiddenSize: config.hidden_size ?? config.dim ?? null,
    maxTokens: Math.min(...limits),
  }
}

/** A configuration file, read through its schema. */
export function checked<Schema extends z.ZodType>(
  named: Named,
  path: string,
  name: string,
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw trouble(
    'input',
    named,
    `${name} is not what it should be at ${issue.path.join('.') || 'its top'}: ${issue.message}. Get the file again.`,
    { details: { path, file: name } },
  )
}

function labelNames(labels: Readonly<Record<string, string>> | null | undefined): string[] | null {
  if (labels == null) return null
  return Object.keys(labels)
    .sort((a, b) => Number(a) - Number(b))
    .map(key => labels[key])
}
