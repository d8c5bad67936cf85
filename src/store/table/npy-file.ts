/** A matrix as its bytes: little-endian, row-major. */
export interface MatrixBytes {
  readonly dtype: 'float32' | 'float64'
  readonly rows: number
  readonly columns: number
  readonly bytes: Uint8Array
}

/** What stands before the header: magic number, version and length. */
const prefixLength = 10

/** The numbers begin at a multiple of this (NumPy's NEP 1, format 1.0). */
const alignment = 64

/** A .npy file of format 1.0, in C order, as `numpy.save` writes it. */
export function npyFile({ dtype, rows, columns, bytes }: MatrixBytes): Uint8Array {
  const descr = dtype === 'float32' ? '<f4' : '<f8'
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`
  const start = Math.ceil((prefixLength + header.length + 1) / alignment) * alignment
  const length = start - prefixLength
  const file = new Uint8Array(start + bytes.length)
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 0xff, length >> 8])
  file.set(new TextEncoder().encode(`${header.padEnd(length - 1)}\n`), prefixLength)
  file.set(bytes, start)
  return file
}
