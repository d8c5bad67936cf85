export type FloatType = 'float32' | 'float64'

/** Bytes of a number. */
export const bytesOf = { float32: 4, float64: 8 } as const

/** Numbers as little-endian IEEE 754, in order. */
export function floatBytes(values: ArrayLike<number>, type: FloatType): Uint8Array<ArrayBuffer> {
  const size = bytesOf[type]
  const view = new DataView(new ArrayBuffer(values.length * size))
  for (let index = 0; index < values.length; index++) {
    if (type === 'float32') view.setFloat32(index * size, values[index], true)
    else view.setFloat64(index * size, values[index], true)
  }
  return new Uint8Array(view.buffer)
}

/** The numbers of `floatBytes`. The bytes must be whole: who reads a file checks it first. */
export function bytesFloats(bytes: Uint8Array, type: FloatType): Float64Array {
  const size = bytesOf[type]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values = new Float64Array(Math.floor(view.byteLength / size))
  for (let index = 0; index < values.length; index++)
    values[index] =
      type === 'float32' ? view.getFloat32(index * size, true) : view.getFloat64(index * size, true)
  return values
}

/** Numbers as base64 of `floatBytes`. */
export function encodeFloats(values: ArrayLike<number>, type: FloatType): string {
  return bytesToText(floatBytes(values, type))
}

/** The numbers that `encodeFloats` wrote. */
export function decodeFloats(data: string, type: FloatType): Float64Array {
  return bytesFloats(textToBytes(data), type)
}

/** What Node has for base64, a hundred times as fast as what browsers have as well. */
interface NodeBuffer {
  from(bytes: ArrayBufferLike, start: number, length: number): { toString(encoding: 'base64'): string }
  from(text: string, encoding: 'base64'): Uint8Array
}

const { Buffer: nodeBuffer } = globalThis as { readonly Buffer?: NodeBuffer }

/** Bytes as base64. */
export function bytesToText(bytes: Uint8Array): string {
  if (nodeBuffer !== undefined)
    return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)))
  return btoa(parts.join(''))
}

/** The bytes of base64. */
export function textToBytes(text: string): Uint8Array<ArrayBuffer> {
  if (nodeBuffer !== undefined) return new Uint8Array(nodeBuffer.from(text, 'base64'))
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}
