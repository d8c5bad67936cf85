import type { RuntimeTensor } from './library.ts'

/** One output of the model for a batch. */
export interface Output {
  readonly name: string
  readonly dims: readonly number[]
  /** As the runtime calls it. */
  readonly type: string
  /** Null where it holds no floating-point numbers. */
  readonly data: Float32Array | Float64Array | null
}

export function outputOf(name: string, { type, dims, data }: RuntimeTensor): Output {
  return { name, dims, type, data: numbersOf(type, data) }
}

function numbersOf(type: string, data: RuntimeTensor['data']): Output['data'] {
  if (data instanceof Float32Array || data instanceof Float64Array) return data
  if (type !== 'float16') return null
  return data instanceof Uint16Array ? halves(data) : Float32Array.from(data as ArrayLike<number>)
}

/** Numbers of 16 bits (IEEE 754 binary16) from their bits. */
export function halves(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, half => {
    const sign = half & 0x8000 ? -1 : 1
    const exponent = (half >> 10) & 0x1f
    const fraction = half & 0x3ff
    if (exponent === 0) return sign * fraction * 2 ** -24
    if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
    return sign * (1024 + fraction) * 2 ** (exponent - 25)
  })
}

/** Outputs with their sizes, for messages. */
export function listed(outputs: readonly Output[]): string {
  return outputs.map(({ name, dims, type }) => `${name} (${dims.join(' × ')}, ${type})`).join(', ')
}
