export type MatrixType = 'float32' | 'float64'

/** Bytes of a number. */
export const bytesOf = { float32: 4, float64: 8 } as const

/** Numbers as base64 of little-endian IEEE 754, in order. */
export function encodeMatrix(values: ArrayLike<number>, type: MatrixType): string {
  const size = bytesOf[type]
  const view = new DataView(new ArrayBuffer(values.length * size))
  for (let index = 0; index < values.length; index++) {
    if (type === 'float32') view.setFloat32(index * size, values[index], true)
    else view.setFloat64(index * size, values[index], true)
  }
  return bytesToText(new Uint8Array(view.buffer))
}

/** The numbers that `encodeMatrix` wrote. The text must be whole: a run file is checked when it is read. */
export function decodeMatrix(data: string, type: MatrixType): Float64Array {
  const size = bytesOf[type]
  const view = new DataView(textToBytes(data).buffer)
  return Float64Array.from({ length: Math.floor(view.byteLength / size) }, (_, index) =>
    type === 'float32' ? view.getFloat32(index * size, true) : view.getFloat64(index * size, true),
  )
}

/** Bytes as base64. */
export function bytesToText(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)))
  return btoa(parts.join(''))
}

/** The bytes of base64. */
export function textToBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}
