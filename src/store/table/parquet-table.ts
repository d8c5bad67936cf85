import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { checkFinite, checkSize, type NumberTable, type Refuse, type TableLimits } from './number-table.ts'

/**
 * The numbers of a Parquet file, a column of numbers each. What it unpacks to is held against what its size can be
 * before any room is made for it.
 */
export async function parquetTable(
  file: Uint8Array<ArrayBuffer>,
  limits: TableLimits,
  refuse: Refuse,
): Promise<NumberTable> {
  const { parquetMetadata, parquetRead } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const metadata = tried(() => parquetMetadata(buffer), refuse)
  const columns = metadata.schema.length - 1
  const rows = Number(metadata.num_rows)
  if (columns < 1 || rows < 1) refuse('holds no numbers.')
  checkSize(rows, columns, limits, refuse)
  for (const { name, type } of metadata.schema.slice(1)) {
    if (type !== 'DOUBLE' && type !== 'FLOAT')
      refuse(`has a column ${JSON.stringify(name)} of the type ${type ?? 'group'}; expected DOUBLE or FLOAT.`)
  }
  // A page of one column holds its numbers, their levels and a dictionary, and nothing else.
  const mostBytes = rows * 24 + 65_536
  const bounded = Object.fromEntries(
    Object.entries(compressors).map(([name, unpack]) => [
      name,
      (input: Uint8Array, length: number) => {
        if (length > mostBytes)
          refuse(
            `says that a part of it unpacks to ${length.toLocaleString('en')} bytes, more than ${rows.toLocaleString('en')} numbers take. It is broken or made to harm.`,
          )
        return unpacked(input, length, name, unpack!)
      },
    ]),
  )
  const data = new Float64Array(rows * columns)
  try {
    await parquetRead({
      file: buffer,
      metadata,
      compressors: bounded,
      onComplete(all: unknown[][]) {
        for (const [row, cells] of all.entries())
          for (const [column, cell] of cells.entries())
            data[row * columns + column] = typeof cell === 'number' ? cell : Number.NaN
      },
    })
  } catch (error) {
    if ((error as { code?: unknown }).code === 'input') throw error
    refuse(`cannot be read as Parquet (${(error as Error).message}). Write it anew.`)
  }
  const table = { rows, columns, data }
  checkFinite(table, refuse)
  return table
}

/** Where Node can unpack, it stops at the length that was said; a page that goes on behind it is no page. */
function unpacked(
  input: Uint8Array,
  length: number,
  codec: string,
  otherwise: (input: Uint8Array, length: number) => Uint8Array,
): Uint8Array {
  const native = { GZIP: gunzipSync, BROTLI: brotliDecompressSync }[codec]
  if (native === undefined) return otherwise(input, length)
  const output = native(input, { maxOutputLength: Math.max(1, length) })
  if (output.length !== length)
    throw new Error(`a part says that it unpacks to ${length} bytes, and unpacks to ${output.length}`)
  return output
}

function tried<T>(read: () => T, refuse: Refuse): T {
  try {
    return read()
  } catch (error) {
    return refuse(`cannot be read as Parquet (${(error as Error).message}). Write it anew.`)
  }
}
