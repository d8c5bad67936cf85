export type MatrixType = 'float32' | 'float64'

const bytesOf = { float32: 4, float64: 8 } as const

/** Numbers as base64 of little-endian IEEE 754, in order. */
export function encodeMatrix(values: ArrayLike<number>, type: MatrixType): string {
  const size = bytesOf[type]
  const view = new DataView(new ArrayBuffer(values.length * size))
  for (let index = 0; index < values.length; index++) {
    if (type === 'float32') view.setFloat32(index * size, values[index], true)
    else view.setFloat64(index * size, values[index], true)
  }
  const bytes = new Uint8Array(view.buffer)
  let binary = ''
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  }
  return btoa(binary)
}

/** The numbers that `encodeMatrix` wrote. The text must be whole: a run file is checked when it is read. */
export function decodeMatrix(data: string, type: MatrixType): Float64Array {
  const binary = atob(data)
  const size = bytesOf[type]
  const view = new DataView(new ArrayBuffer(binary.length))
  for (let index = 0; index < binary.length; index++) view.setUint8(index, binary.charCodeAt(index))
  return Float64Array.from({ length: Math.floor(binary.length / size) }, (_, index) =>
    type === 'float32' ? view.getFloat32(index * size, true) : view.getFloat64(index * size, true),
  )
}
