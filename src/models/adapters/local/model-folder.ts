import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { messageOf } from '../../../base/error.ts'
import type { Dtype, LocalOptions } from './options.ts'
import { type Named, trouble } from './trouble.ts'

/** The folder of a model in the layout of transformers.js, and which of its weights are meant. */
export interface ModelFolder {
  readonly path: string
  /** Path of the ONNX file inside the folder, with forward slashes. */
  readonly weights: string
  /** `fp32`, `q8`, or the ONNX file that was named. */
  readonly dtype: string
}

/** The ONNX files that are looked for, in this order. */
const weightsOf: Readonly<Record<Dtype, string>> = {
  fp32: 'onnx/model.onnx',
  q8: 'onnx/model_quantized.onnx',
}

/** Without these nothing runs. */
export const neededFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const

/**
 * The weights that the options name, of a folder that has all that is needed.
 * @throws NumeracyError `input`: no folder, or one that lacks a file
 */
export async function modelFolder(path: string, options: LocalOptions): Promise<ModelFolder> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isDirectory()) {
    const problem = found === undefined ? 'there is no such folder' : 'this is a file, not a folder'
    throw trouble(
      'input',
      options,
      `${problem}; expected one with config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx or onnx/model_quantized.onnx.`,
      { details: { path } },
    )
  }
  for (const name of neededFiles) {
    if (!(await isFile(join(path, name))))
      throw trouble('input', options, `the folder has no ${name}, which is needed.${howToExport}`, {
        details: { path, file: name },
      })
  }
  const candidates = weightsCandidates(options)
  for (const [dtype, weights] of candidates) {
    if (await isFile(join(path, weights))) return { path, weights, dtype }
  }
  const expected = candidates.map(([, weights]) => weights).join(' or ')
  throw trouble('input', options, `the folder has no ${expected}.${howToExport}`, { details: { path } })
}

/** Pairs of dtype and file, the first that is there wins. */
export function weightsCandidates({ dtype, file, ...named }: LocalOptions): [string, string][] {
  if (file === undefined) {
    const dtypes: readonly Dtype[] = dtype === undefined ? ['fp32', 'q8'] : [dtype]
    return dtypes.map(each => [each, weightsOf[each]])
  }
  if (!/^onnx\/[\w.-]+\.onnx$/.test(file)) {
    throw trouble(
      'usage',
      named,
      `got file=${JSON.stringify(file)}; expected an ONNX file of the folder, such as onnx/model_fp16.onnx.`,
      { details: { option: 'file' } },
    )
  }
  return [[basename(file), file]]
}

/**
 * A JSON file of the folder; undefined when there is none.
 * @throws NumeracyError `input` when it is not JSON
 */
export async function jsonFile(named: Named, path: string, name: string): Promise<unknown> {
  const text = await readFile(join(path, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw trouble('input', named, `${name} is not JSON: ${messageOf(cause)}. Get the file again.`, {
      cause,
      details: { path, file: name },
    })
  }
}

const howToExport =
  ' A model in PyTorch is exported with optimum-cli export onnx; its ONNX files belong into the folder onnx.'

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}
