import { checkFinite, checkSize, type NumberTable, type Refuse, type TableLimits } from './number-table.ts'

/** \x93NUMPY */
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

interface Header {
  readonly littleEndian: boolean
  readonly bytes: 2 | 4 | 8
  readonly fortran: boolean
  readonly rows: number
  readonly columns: number
  /** Where the numbers begin. */
  readonly start: number
}

/**
 * The numbers of a .npy file (NumPy's format 1 to 3): float16, float32 or float64, of either byte order, in C or in Fortran
 * order, in one or two dimensions.
 */
export function npyTable(file: Uint8Array, limits: TableLimits, refuse: Refuse): NumberTable {
  const { littleEndian, bytes, fortran, rows, columns, start } = headerOf(file, refuse)
  checkSize(rows, columns, limits, refuse)
  const expected = rows * columns * bytes
  if (file.length - start !== expected) {
    refuse(
      `is cut off or too long: it holds ${(file.length - start).toLocaleString('en')} bytes of numbers, its header says ${expected.toLocaleString('en')}. Write it again.`,
    )
  }
  const view = new DataView(file.buffer, file.byteOffset + start, expected)
  const number = (at: number) => {
    if (bytes === 2) return half(view.getUint16(2 * at, littleEndian))
    return bytes === 4 ? view.getFloat32(4 * at, littleEndian) : view.getFloat64(8 * at, littleEndian)
  }
  const data = Float64Array.from({ length: rows * columns }, (_, at) =>
    number(fortran ? (at % columns) * rows + Math.floor(at / columns) : at),
  )
  const table = { rows, columns, data }
  checkFinite(table, refuse)
  return table
}

/** The number of 16 bits of IEEE 754, which `DataView` reads from Node 24 on only. */
function half(bits: number): number {
  const sign = bits >> 15 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function headerOf(file: Uint8Array, refuse: Refuse): Header {
  if (file.length < 12 || magic.some((byte, at) => file[at] !== byte))
    refuse('is not a .npy file: it does not begin with \\x93NUMPY. Write it by numpy.save.')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file[6] < 1 || file[6] > 3)
    refuse(`is of the version ${file[6]} of .npy; expected 1 to 3. Write it again by numpy.save.`)
  const long = file[6] > 1
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true)
  const start = (long ? 12 : 10) + length
  const header = new TextDecoder().decode(file.subarray(long ? 12 : 10, start))
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1]
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1]
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1]
  if (start > file.length || descr === undefined || shape === undefined || order === undefined)
    return refuse('has a header that cannot be read. Write it again by numpy.save.')
  const type = /^([<>=|])f([248])$/.exec(descr)
  if (type === null) {
    return refuse(
      `holds numbers of the type ${JSON.stringify(descr)}; expected float16, float32 or float64. Save array.astype("float64").`,
      { descr },
    )
  }
  const sizes = shape.split(',').flatMap(size => (size.trim() === '' ? [] : [Number(size)]))
  if (sizes.length < 1 || sizes.length > 2 || sizes.some(size => !Number.isSafeInteger(size) || size < 1))
    return refuse(`has the shape (${shape.trim()}); expected rows and columns.`, { shape })
  return {
    littleEndian: type[1] !== '>',
    bytes: Number(type[2]) as 2 | 4 | 8,
    fortran: order === 'True',
    rows: sizes[0],
    columns: sizes[1] ?? 1,
    start,
  }
}
