import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { parquetMetadata, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

/** What a Parquet file says of itself. */
export interface ParquetSize {
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly type: string | null }[]
}

export function parquetSize(file: ArrayBuffer): ParquetSize {
  const { schema, num_rows: rows } = parquetMetadata(file)
  return {
    rows: Number(rows),
    columns: schema.slice(1).map(({ name, type }) => ({ name, type: type ?? null })),
  }
}

/** The problem of a part that says it is larger than it can be. */
export class TooLarge extends Error {}

/**
 * The numbers of a Parquet file of flat columns, row-major; NaN for what is no number.
 * @throws Error on anything that the file has wrong
 */
export async function parquetNumbers(
  file: ArrayBuffer,
  { rows, columns }: ParquetSize,
): Promise<Float64Array<ArrayBuffer>> {
  // A page of one column holds its numbers, their levels and a dictionary, and nothing else.
  const maxBytes = rows * 24 + 65_536
  const bounded = Object.fromEntries(
    Object.entries(compressors).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, length: number) => {
        if (length > maxBytes)
          throw new TooLarge(
            `says that a part of it unpacks to ${length.toLocaleString('en')} bytes, more than ${rows.toLocaleString('en')} numbers take. It is broken or made to harm.`,
          )
        return unpacked(input, length, codec, unpack!)
      },
    ]),
  )
  const data = new Float64Array(rows * columns.length)
  let all: readonly (readonly unknown[])[] = []
  await parquetRead({
    file,
    columns: columns.map(({ name }) => name),
    compressors: bounded,
    onComplete: read => {
      all = read
    },
  })
  if (all.length !== rows) throw new Error(`it says that it has ${rows} rows, and has ${all.length}`)
  for (const [row, cells] of all.entries())
    for (let column = 0; column < columns.length; column++) {
      const cell = cells[column]
      data[row * columns.length + column] = typeof cell === 'number' ? cell : Number.NaN
    }
  return data
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
