import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, posix } from 'node:path'
import { messageOf } from '../../../base/error.ts'
import { type OnnxGraph, onnxGraph } from './onnx-graph.ts'
import { type Dtype, dtypeEndings, dtypes, type LocalOptions } from './options.ts'
import { type Named, trouble } from './trouble.ts'

/** Which of the ONNX files of a folder is meant. */
export interface ChosenWeights {
  /** Path inside the folder, with forward slashes. */
  readonly weights: string
  /** Its precision as its name says it, or the file that was named. */
  readonly dtype: string
  /** What its user must know of the choice. */
  readonly notices: readonly string[]
}

/** Where the weights of one precision may stand, without what the precision adds to the name. */
const places = ['onnx/model', 'model', 'onnx/encoder_model', 'encoder_model'] as const

/** Pairs of dtype and file, the first that is there wins. */
export function weightsCandidates({ dtype, file, ...named }: LocalOptions): [string, string][] {
  if (file === undefined) {
    const wanted: readonly Dtype[] = dtype === undefined ? ['fp32', 'q8'] : [dtype]
    return wanted.flatMap(each =>
      places.map((place): [string, string] => [each, `${place}${dtypeEndings[each]}.onnx`]),
    )
  }
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '')
  if (!/^(?!\/|[A-Za-z]:)[^?*]+\.onnx$/.test(path) || path.split('/').includes('..')) {
    throw trouble(
      'usage',
      named,
      `got file=${JSON.stringify(file)}; expected an ONNX file of the folder, such as onnx/model_fp16.onnx.`,
      { details: { option: 'file' } },
    )
  }
  const paths = path.includes('/') ? [path] : [path, `onnx/${path}`]
  return paths.map(each => [basename(path), each])
}

/**
 * The first of the candidates that is there; without dtype or file, else the only ONNX encoder of the folder.
 * @returns undefined when there is none; `others` are the ONNX files that are there
 */
export async function chosenWeights(
  path: string,
  options: LocalOptions,
): Promise<ChosenWeights | { readonly others: readonly string[] }> {
  for (const [dtype, weights] of weightsCandidates(options)) {
    if (await isFile(join(path, weights))) return { weights, dtype, notices: [] }
  }
  const others = await onnxFiles(path)
  const [only, ...more] = others
  const isChosen = options.dtype !== undefined || options.file !== undefined
  if (isChosen || only === undefined || more.length > 0 || /decoder/.test(only)) return { others }
  const dtype = dtypeOf(only) ?? basename(only)
  const notice = `Its only weights are ${only} (${dtype}): they are used. Other precisions give other numbers.`
  return { weights: only, dtype, notices: [notice] }
}

/** How the options name an ONNX file. */
export function optionFor(file: string): string {
  const dtype = dtypeOf(file)
  return dtype === undefined ? `?file=${file}` : `?dtype=${dtype}`
}

function dtypeOf(file: string): Dtype | undefined {
  return dtypes.find(dtype => places.some(place => `${place}${dtypeEndings[dtype]}.onnx` === file))
}

async function onnxFiles(path: string): Promise<string[]> {
  const found: string[] = []
  for (const folder of ['', 'onnx']) {
    const names = await readdir(join(path, folder)).catch(() => [])
    found.push(...names.filter(name => name.endsWith('.onnx')).map(name => posix.join(folder, name)))
  }
  return found.sort()
}

/**
 * What the graph of some weights says, once all its external data are seen to be there.
 * @throws NumeracyError `input`: it lacks a file that it names; `model-unavailable`: it is no ONNX file
 */
export async function wholeGraph(named: Named, path: string, weights: string): Promise<OnnxGraph> {
  const graph = graphOf(named, path, weights)
  for (const [location, bytes] of graph.external) {
    const file = externalFile(named, weights, location)
    const found = await stat(join(path, file)).catch(() => undefined)
    if (found === undefined) {
      throw trouble(
        'input',
        named,
        `its ${weights} keeps weights in ${file}, which is not there. Put that file beside it: an ONNX model with external data is all of its files.`,
        { details: { path, file } },
      )
    }
    if (found.size < bytes) {
      throw trouble(
        'input',
        named,
        `its ${file} has ${found.size} bytes; ${weights} expects ${bytes}. It is cut off, or of another export: get the file again.`,
        { details: { path, file, bytes: found.size, expected: bytes } },
      )
    }
  }
  return graph
}

/** The graph alone; its external data may not be there yet. */
export function graphOf(named: Named, path: string, weights: string): OnnxGraph {
  try {
    return onnxGraph(join(path, weights))
  } catch (cause) {
    throw trouble(
      'model-unavailable',
      named,
      `its ${weights} could not be loaded: it is not a whole ONNX file: ${messageOf(cause)}. Get or export the model again.`,
      { cause, details: { path, file: weights } },
    )
  }
}

/**
 * The path in the folder of a file that a graph names.
 * @throws NumeracyError `input`: it lies outside the folder, and what was sent may not read other files
 */
export function externalFile(named: Named, weights: string, location: string): string {
  const file = posix.join(dirname(weights), location.replaceAll('\\', '/'))
  if (file.startsWith('../') || posix.isAbsolute(location) || /^[A-Za-z]:/.test(location)) {
    throw trouble(
      'input',
      named,
      `its ${weights} names weights in ${JSON.stringify(location)}, outside of the model's folder; expected a file beside it. Export the model again.`,
      { details: { location } },
    )
  }
  return file
}

export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}
