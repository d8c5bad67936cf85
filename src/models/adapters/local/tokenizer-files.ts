import { z } from 'zod'
import { messageOf } from '../../../base/error.ts'
import { checked } from './model-config.ts'
import { jsonFile } from './model-folder.ts'
import { type Frames, framesOf } from './post-processor.ts'
import { type TokenReader, tokenReader } from './tokens.ts'
import { type Named, trouble } from './trouble.ts'

const tokenName = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish()

const tokenizerFile = z.looseObject({
  post_processor: z.unknown().optional(),
  padding: z.looseObject({ pad_id: z.number().nullish() }).nullish(),
})

const settingsFile = z.looseObject({
  tokenizer_class: z.string().nullish(),
  model_input_names: z.array(z.string()).nullish(),
  pad_token: tokenName,
  eos_token: tokenName,
})

const configFile = z.looseObject({ pad_token_id: z.number().nullish() })

/** Tokenizers of Python whose models tell no texts apart: `token_type_ids` is not among their `model_input_names`. */
const withoutTypes =
  /^(?:Roberta|XLMRoberta|XLMRobertaXL|Camembert|MPNet|Longformer|LED|Bart|Barthez|MBart|DistilBert|Phobert|T5|GPT2|GPTNeoX|Llama|CodeLlama|Qwen2|Gemma|Cohere|ESM|Esm|Bloom)(?:Tokenizer)(?:Fast)?$/

/**
 * The tokenizer of a folder, as Python's tokenizers read it.
 * @param types how many kinds of texts the model knows; null where that is not said
 * @throws NumeracyError `input`: a file is not JSON; `model-unavailable`: it holds no tokenizer
 */
export async function folderTokens(
  named: Named,
  path: string,
  { types, lowerCase }: { readonly types: number | null; readonly lowerCase: boolean },
): Promise<TokenReader> {
  const read = async <Schema extends z.ZodType>(name: string, schema: Schema) => {
    const value = await jsonFile(named, path, name)
    return checked(named, path, name, schema, value === undefined ? {} : value)
  }
  const json = await read('tokenizer.json', tokenizerFile)
  const settings = await read('tokenizer_config.json', settingsFile)
  const config = await read('config.json', configFile)
  const { Tokenizer } = await import('@huggingface/tokenizers')
  try {
    const splitter = new Tokenizer(json, settings)
    const idOf = (name: z.infer<typeof tokenName>) =>
      name == null ? undefined : splitter.token_to_id(typeof name === 'string' ? name : name.content)
    const oneType = types === 1 || !readsTypes(settings)
    const frames = framesOf(json.post_processor)
    return tokenReader(splitter, {
      frames: oneType ? { single: ofFirst(frames.single), pair: ofFirst(frames.pair) } : frames,
      padding:
        idOf(settings.pad_token) ??
        config.pad_token_id ??
        json.padding?.pad_id ??
        idOf(settings.eos_token) ??
        0,
      lowerCase,
    })
  } catch (cause) {
    throw trouble(
      'model-unavailable',
      named,
      `its tokenizer could not be loaded: ${messageOf(cause)}. Get or export the model again.`,
      { cause, details: { path } },
    )
  }
}

function readsTypes({
  model_input_names: names,
  tokenizer_class: kind,
}: z.infer<typeof settingsFile>): boolean {
  return names?.includes('token_type_ids') ?? !withoutTypes.test(kind ?? '')
}

/** The same marks, all counted to the first text. */
function ofFirst(parts: Frames['single']): Frames['single'] {
  return parts.map(part => ({ ...part, type: 0 }))
}
