import { z } from 'zod'
import { jsonFile, type ModelFolder } from './model-folder.ts'
import type { GraphOutput, OnnxGraph } from './onnx-graph.ts'
import type { LocalOptions } from './options.ts'
import { type Named, trouble } from './trouble.ts'

/** What `config.json` and `tokenizer_config.json` say of a model. */
export interface ModelConfig {
  /** Such as `BertForSequenceClassification`. */
  readonly architecture: string
  /** Whether it reads two texts and gives logits, or one text and gives vectors; null where nothing says. */
  readonly crossEncoder: boolean | null
  /** Names of the logits of a classifier, in order. */
  readonly labels: readonly string[]
  /** Length of a token's vector; null where the file does not say. */
  readonly hiddenSize: number | null
  /** Most tokens that the model reads, the marks around a text included; infinite where nothing says. */
  readonly maxTokens: number
  /** Kinds of texts that it tells apart in a pair; null where the file does not say. */
  readonly types: number | null
  /** The place of a text's first token. */
  readonly firstPosition: number
}

/** Lengths above this are not meant: tokenizers write 10³⁰ for "not limited". */
const longest = 1e9

/** Families that count places from behind the id of the padding, as RoBERTa does. */
const countsBehindPadding =
  /^(?:xlm-)?roberta|^camembert$|^longformer$|^mpnet$|^data2vec-text$|^ibert$|^xmod$|^luke$/

const configFile = z.looseObject({
  architectures: z.array(z.string()).nullish(),
  model_type: z.string().nullish(),
  hidden_size: z.number().nullish(),
  d_model: z.number().nullish(),
  n_embd: z.number().nullish(),
  dim: z.number().nullish(),
  max_position_embeddings: z.number().nullish(),
  type_vocab_size: z.number().nullish(),
  pad_token_id: z.number().nullish(),
  num_labels: z.number().int().positive().nullish(),
  id2label: z.record(z.string(), z.string()).nullish(),
})

const tokenizerFile = z.looseObject({ model_max_length: z.number().nullish() })

/**
 * Where a file is missing, nothing is known of what it would say.
 * @throws NumeracyError `input` when a file is not what it should be
 */
export async function modelConfig(options: LocalOptions, { path, graph }: ModelFolder): Promise<ModelConfig> {
  const read = async <Schema extends z.ZodType>(name: string, schema: Schema) => {
    const value = await jsonFile(options, path, name)
    return checked(options, path, name, schema, value === undefined ? {} : value)
  }
  const config = await read('config.json', configFile)
  const tokenizer = await read('tokenizer_config.json', tokenizerFile)
  const architecture = config.architectures?.[0]
  const logits = logitsIn(graph, options)
  const behindPadding = countsBehindPadding.test(config.model_type ?? '')
  const firstPosition = behindPadding ? (config.pad_token_id ?? 1) + 1 : 0
  const limits = [
    tokenizer.model_max_length,
    config.max_position_embeddings && config.max_position_embeddings - firstPosition,
  ].filter(limit => limit != null && limit > 0 && limit < longest) as number[]
  return {
    architecture: architecture ?? config.model_type ?? 'unknown',
    crossEncoder:
      architecture === undefined
        ? (logits?.name === 'logits' && logits.shape?.length === 2) || null
        : architecture.endsWith('ForSequenceClassification'),
    labels: labelNames(config, logits?.shape?.[1] ?? null),
    hiddenSize: config.hidden_size ?? config.d_model ?? config.n_embd ?? config.dim ?? null,
    maxTokens: Math.min(...limits),
    types: config.type_vocab_size ?? null,
    firstPosition,
  }
}

/** The output that the options name, or is called logits, or is the only one. */
function logitsIn({ outputs }: OnnxGraph, { output }: LocalOptions): GraphOutput | undefined {
  const found = outputs.find(({ name }) => name === (output ?? 'logits'))
  return found ?? (outputs.length === 1 ? outputs[0] : undefined)
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

/** Two labels is what Python's libraries take, and leave out, where a file names none. */
const defaultLabels = 2

/** @param logits how many logits the weights give by themselves; null where they do not say */
function labelNames(
  { id2label, num_labels }: Pick<z.infer<typeof configFile>, 'id2label' | 'num_labels'>,
  logits: number | null,
): string[] {
  if (id2label != null && Object.keys(id2label).length > 0) {
    return Object.keys(id2label)
      .sort((a, b) => Number(a) - Number(b))
      .map(key => id2label[key])
  }
  return Array.from({ length: num_labels ?? logits ?? defaultLabels }, (_, label) => `LABEL_${label}`)
}
