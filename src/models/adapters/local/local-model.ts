import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { PreTrainedModel, Tensor } from '@huggingface/transformers'
import { messageOf } from '../../../base/error.ts'
import { type Library, loadLibrary } from './library.ts'
import type { ModelFolder } from './model-folder.ts'
import type { LocalOptions } from './options.ts'
import { tokenBatches } from './token-batches.ts'
import { type Encoded, type TokenReader, tokenReader } from './tokens.ts'
import { trouble } from './trouble.ts'

/** Larger batches are no faster on a CPU; between two the signal is heard. */
export const usualBatch = { texts: 128, tokens: 1024 }

/**
 * A thread that waits sleeps: waiting awake is no faster on free cores, and far slower on cores that others use.
 * @param threads within an operator
 */
export function sessionOptions(threads: number) {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }
}

/** One output of the model for a batch. */
export interface Output {
  readonly dims: readonly number[]
  readonly data: Float32Array
}

/** What came of a batch: outputs by name, one row for each of the texts at `places`. */
export interface BatchAnswer {
  readonly places: readonly number[]
  /** Tokens of each text, padding not counted. */
  readonly lengths: readonly number[]
  output(name: string): Output | undefined
  readonly outputNames: readonly string[]
}

/** The tokenizer and the weights of a folder, each loaded when first needed. */
export interface LocalModel {
  reader(): Promise<TokenReader>
  /**
   * Runs the model over all texts: sorted by length, padded on the right batch by batch. The event loop turns
   * between batches, and there the signal is heard.
   */
  run(
    texts: readonly Encoded[],
    signal: AbortSignal | undefined,
    answered: (answer: BatchAnswer) => void,
  ): Promise<void>
}

export interface LocalModelOptions {
  readonly classifier: boolean
  readonly lowerCase?: boolean
}

/** Nothing is loaded before the first call. */
export function localModel(
  options: LocalOptions,
  folder: ModelFolder,
  { classifier, lowerCase = false }: LocalModelOptions,
): LocalModel {
  let reading: Promise<TokenReader> | undefined
  let loading: Promise<Loaded> | undefined
  const limits = options.batch === undefined ? usualBatch : { ...usualBatch, texts: options.batch }

  function reader(): Promise<TokenReader> {
    reading ??= loadReader(options, folder, lowerCase)
    return reading
  }
  return {
    reader,
    async run(texts, signal, answered) {
      loading ??= loadModel(options, folder, classifier)
      const loaded = await loading
      const { padding } = await reader()
      const lengths = texts.map(({ ids }) => ids.length)
      for (const places of tokenBatches(lengths, limits)) {
        await setImmediate()
        signal?.throwIfAborted()
        const outputs = await runBatch(
          options,
          loaded,
          places.map(place => texts[place]),
          BigInt(padding),
        )
        answered({
          places,
          lengths: places.map(place => lengths[place]),
          outputNames: Object.keys(outputs),
          output: name => floats(options, name, outputs[name]),
        })
      }
    },
  }
}

interface Loaded {
  readonly library: Library
  readonly model: PreTrainedModel
}

async function loadReader(options: LocalOptions, { path }: ModelFolder, lowerCase: boolean) {
  const { AutoTokenizer } = await loadLibrary(options.spec)
  const tokenizer = await AutoTokenizer.from_pretrained(path, { local_files_only: true }).catch(cause => {
    throw unloadable(options, path, 'tokenizer', cause)
  })
  return tokenReader(tokenizer, { lowerCase })
}

async function loadModel(
  options: LocalOptions,
  { path, weights }: ModelFolder,
  classifier: boolean,
): Promise<Loaded> {
  const library = await loadLibrary(options.spec)
  const { AutoModel, AutoModelForSequenceClassification } = library
  const model = await (classifier ? AutoModelForSequenceClassification : AutoModel)
    .from_pretrained(path, {
      local_files_only: true,
      // With this dtype the library adds nothing to the name of the file.
      dtype: 'fp32',
      model_file_name: basename(weights, '.onnx'),
      session_options: sessionOptions(options.threads),
    })
    .catch(cause => {
      throw unloadable(options, path, weights, cause)
    })
  return { library, model }
}

async function runBatch(
  options: LocalOptions,
  { library, model }: Loaded,
  texts: readonly Encoded[],
  padding: bigint,
): Promise<Record<string, Tensor>> {
  const longest = Math.max(...texts.map(({ ids }) => ids.length))
  const dims = [texts.length, longest]
  const ids = new BigInt64Array(texts.length * longest).fill(padding)
  const mask = new BigInt64Array(texts.length * longest)
  const types = new BigInt64Array(texts.length * longest)
  for (const [row, text] of texts.entries()) {
    const start = row * longest
    for (let place = 0; place < text.ids.length; place++) {
      ids[start + place] = BigInt(text.ids[place])
      mask[start + place] = 1n
      types[start + place] = BigInt(text.types[place])
    }
  }
  try {
    return await model({
      input_ids: new library.Tensor('int64', ids, dims),
      attention_mask: new library.Tensor('int64', mask, dims),
      token_type_ids: new library.Tensor('int64', types, dims),
    })
  } catch (cause) {
    throw trouble(
      'model',
      options,
      `the model failed on ${texts.length} texts of up to ${longest} tokens: ${messageOf(cause)}. Shorter texts, or ?batch=1, may pass.`,
      { cause, details: { texts: texts.length, tokens: longest } },
    )
  }
}

function floats(options: LocalOptions, name: string, tensor: Tensor | undefined): Output | undefined {
  if (tensor === undefined) return undefined
  if (!(tensor.data instanceof Float32Array)) {
    throw trouble(
      'answer',
      options,
      `got the output ${name} as ${tensor.type}; expected float32. Export the model with outputs in float32.`,
      { details: { output: name, type: tensor.type } },
    )
  }
  return { dims: tensor.dims, data: tensor.data }
}

function unloadable(options: LocalOptions, path: string, what: string, cause: unknown) {
  return trouble(
    'model',
    options,
    `its ${what} could not be loaded: ${messageOf(cause)}. Get or export the model again.`,
    { cause, details: { path } },
  )
}
