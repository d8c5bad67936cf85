import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, type NumeracyError } from '../../../base/error.ts'
import { givenBytes } from '../../../store/given-file.ts'
import { parsedJson } from '../json-text.ts'
import type { OnnxGraph } from './onnx-graph.ts'
import { isKnownByOptions, type LocalOptions } from './options.ts'
import { type Named, trouble } from './trouble.ts'
import { chosenWeights, isFile, optionFor, weightsCandidates, wholeGraph } from './weights.ts'

/** The folder of a model in the layout of transformers.js, and which of its weights are meant. */
export interface ModelFolder {
  readonly path: string
  /** Path of the ONNX file inside the folder, with forward slashes. */
  readonly weights: string
  /** `fp32`, `q8`, …, or the ONNX file that was named. */
  readonly dtype: string
  readonly graph: OnnxGraph
  /** What its user must know of the weights, a sentence or two each. */
  readonly notices: readonly string[]
}

/** Without `tokenizer.json` nothing runs; options can say what the other two would. */
export const neededFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const

/**
 * The weights that the options name, of a folder that has all that is needed.
 * @throws NumeracyError `input`: no folder, or one that lacks files, which are all named; `model-unavailable`: weights that are no ONNX
 */
export async function modelFolder(path: string, options: LocalOptions): Promise<ModelFolder> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isDirectory()) {
    const problem = found === undefined ? 'there is no such folder' : 'this is a file, not a folder'
    throw trouble(
      'input',
      options,
      `${problem}; expected one with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx or onnx/model_quantized.onnx.${hubName(options)}`,
      { details: { path } },
    )
  }
  const needed = neededFiles.filter(name => name === 'tokenizer.json' || !isKnownByOptions(options))
  const missing: string[] = []
  for (const name of needed) if (!(await isFile(join(path, name)))) missing.push(name)
  const chosen = await chosenWeights(path, options)
  if (missing.length === 0 && 'weights' in chosen) {
    return { path, ...chosen, graph: await wholeGraph(options, path, chosen.weights) }
  }
  throw incomplete(path, options, missing, 'weights' in chosen ? null : chosen.others)
}

/** @param others ONNX files that are there and were not meant; null where the weights were found */
function incomplete(
  path: string,
  options: LocalOptions,
  missing: readonly string[],
  others: readonly string[] | null,
) {
  const [first, ...more] = weightsCandidates(options).map(([, weights]) => weights)
  const usual =
    options.file !== undefined
      ? [first, ...more]
      : options.dtype !== undefined
        ? [first]
        : ['onnx/model.onnx', 'onnx/model_quantized.onnx']
  const lacks = [...missing, ...(others === null ? [] : [usual.join(' or ')])]
  const there =
    others === null || others.length === 0
      ? ''
      : ` There is ${others.map(file => `${file} (${optionFor(file)})`).join(', ')}: name one by its option.`
  const settled = missing.filter(name => name !== 'tokenizer.json')
  const option = options.kind === 'embedder' ? '?pooling=mean, cls or last' : '?label=0'
  const says =
    settled.length === 0
      ? ''
      : ` Without ${settled.join(' and ')} it runs when ${option} says how it is to be read.`
  const howToGet = options.spec.startsWith('hf:')
    ? ' Only these were asked for: other weights of the hub are named by ?dtype=fp16, ?dtype=q4 and so on, or by ?file=.'
    : others?.length === 0
      ? ' A model in PyTorch is exported with optimum-cli export onnx; its ONNX files belong into the folder onnx.'
      : others === null
        ? ' Copy all files of the export into the folder.'
        : ''
  return trouble('input', options, `the folder has no ${lacks.join(', no ')}.${there}${says}${howToGet}`, {
    details: {
      path,
      missing: lacks,
      ...(missing.length === 1 ? { file: missing[0] } : {}),
      onnx: others ?? [],
    },
  })
}

/** Where a folder was named as models of a hub are. */
function hubName({ spec }: Named): string {
  const name = /^folder:(?:\.\/)?([\w-][\w.-]*\/[\w-][\w.-]*)$/.exec(spec)?.[1]
  return name === undefined ? '' : ` Did you mean the model of a hub, hf:${name}?`
}

/**
 * A JSON file of the folder; undefined when there is none.
 * @throws NumeracyError `input` when it is not JSON
 */
export async function jsonFile(named: Named, path: string, name: string): Promise<unknown> {
  const bytes = await givenBytes(join(path, name), {
    subject: `${named.spec}: ${name}`,
    expected: 'a JSON file',
    advice: 'Check the file.',
    maxBytes: 256 * 2 ** 20,
    details: { model: named.spec, path, file: name },
  }).catch((error: NumeracyError) => {
    const { code = '' } = (error.cause ?? {}) as NodeJS.ErrnoException
    if (['ENOENT', 'ENOTDIR'].includes(code)) return undefined
    throw error
  })
  if (bytes === undefined) return undefined
  try {
    return parsedJson(bytes)
  } catch (cause) {
    throw trouble('input', named, `${name} is not JSON: ${messageOf(cause)}. Get the file again.`, {
      cause,
      details: { path, file: name },
    })
  }
}
