import type { ModelSpec } from '../../spec.ts'
import { specName } from '../../spec.ts'
import { type Named, trouble } from './trouble.ts'

/** What a precision adds to the name of an ONNX file, by the words of transformers.js. */
export const dtypeEndings = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
} as const

/** The precision of weights. */
export type Dtype = keyof typeof dtypeEndings

export const dtypes = Object.keys(dtypeEndings) as readonly Dtype[]

/** How the vectors of a text's tokens become one. */
export type Pooling = 'mean' | 'cls' | 'last'

/** What a spec says of a local model; undefined where it leaves the choice to the model's own files. */
export interface LocalOptions extends Named {
  readonly kind: 'embedder' | 'reranker'
  readonly dtype: Dtype | undefined
  /** An ONNX file by its path in the folder, in place of the one that `dtype` names. */
  readonly file: string | undefined
  /** The output of the weights that is read, by name. */
  readonly output: string | undefined
  readonly pooling: Pooling | undefined
  readonly normalize: boolean | undefined
  /** Before every document. */
  readonly prefix: string | undefined
  /** Before every query. */
  readonly queryPrefix: string | undefined
  /** Most texts that the model reads at once. */
  readonly batch: number | undefined
  readonly threads: number
  /** The label of a classifier whose logit is the score, by name or number. */
  readonly label: string | undefined
}

export const localOptionNames = [
  'dtype',
  'file',
  'output',
  'pooling',
  'normalize',
  'prefix',
  'queryPrefix',
  'batch',
  'threads',
  'label',
] as const

const ofEmbedders = ['pooling', 'normalize', 'prefix', 'queryPrefix'] as const
const ofRerankers = ['label'] as const

const defaultThreads = 2

/** @throws NumeracyError `usage`: a value that the option does not take, or an option of the other kind of model */
export function localOptions(spec: ModelSpec, kind: 'embedder' | 'reranker'): LocalOptions {
  const named = { spec: specName(spec) }
  const { options } = spec
  const foreign = (kind === 'embedder' ? ofRerankers : ofEmbedders).find(name => name in options)
  if (foreign !== undefined) {
    const other = kind === 'embedder' ? 'rerankers' : 'embedders'
    throw refused(named, foreign, `got the option "${foreign}" for an ${kind}; only ${other} take it`)
  }
  if ('dtype' in options && 'file' in options)
    throw refused(named, 'file', 'got both dtype and file, which each name the weights; give one of them')
  const normalize = oneOf(named, options, 'normalize', ['true', 'false'])
  return {
    ...named,
    kind,
    dtype: oneOf(named, options, 'dtype', dtypes),
    file: options.file,
    output: options.output,
    pooling: oneOf(named, options, 'pooling', ['mean', 'cls', 'last']),
    normalize: normalize === undefined ? undefined : normalize === 'true',
    prefix: options.prefix,
    queryPrefix: options.queryPrefix,
    batch: count(named, options, 'batch', 4096),
    threads: count(named, options, 'threads', 256) ?? defaultThreads,
    label: options.label,
  }
}

/** Whether the options say what a model's configuration would: how its answers are to be read. */
export function isKnownByOptions({ pooling, label }: LocalOptions): boolean {
  return pooling !== undefined || label !== undefined
}

function oneOf<Value extends string>(
  named: Named,
  options: ModelSpec['options'],
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = options[name]
  if (text === undefined) return undefined
  const value = values.find(each => each === text)
  if (value === undefined) {
    throw refused(named, name, `got ${name}=${JSON.stringify(text)}; expected ${values.join(' or ')}`)
  }
  return value
}

function count(named: Named, options: ModelSpec['options'], name: string, most: number): number | undefined {
  const text = options[name]
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,5}$/.test(text) || Number(text) > most) {
    throw refused(
      named,
      name,
      `got ${name}=${JSON.stringify(text)}; expected a whole number from 1 to ${most}`,
    )
  }
  return Number(text)
}

function refused(named: Named, option: string, problem: string) {
  return trouble('usage', named, `${problem}.`, { details: { option } })
}
