import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { parquetMetadata, parquetRead } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { Cell } from '../../base/table-rows.ts'
import { cellsOf, topColumns, withPlainCells } from './parquet-cells.ts'

/** What a Parquet file says of itself. */
export interface ParquetSize {
  readonly rows: number
  readonly columns: readonly ParquetColumn[]
}

export interface ParquetColumn {
  readonly name: string
  readonly type: string | null
  /** Whether it holds labels of the rows: texts, or what pandas calls its index. */
  readonly isLabel: boolean
}

export function parquetSize(file: ArrayBuffer): ParquetSize {
  const { schema, num_rows: rows, key_value_metadata: facts = [] } = parquetMetadata(file)
  const index = indexOf(facts.find(({ key }) => key === 'pandas')?.value)
  return {
    rows: Number(rows),
    columns: topColumns(schema).map(({ name, type, logical_type: meaning, converted_type: older }) => ({
      name,
      type: meaning?.type === 'FLOAT16' ? 'FLOAT16' : (type ?? null),
      isLabel: index.includes(name) || meaning?.type === 'STRING' || older === 'UTF8',
    })),
  }
}

/** The columns that pandas made of the index of a table. */
function indexOf(pandas: string | undefined): readonly unknown[] {
  try {
    const { index_columns: index } = JSON.parse(pandas ?? '{}') as { readonly index_columns?: unknown }
    return Array.isArray(index) ? index : []
  } catch {
    return []
  }
}

/** The problem of a part that says it is larger than it can be. */
export class TooLarge extends Error {}

/** A page of texts that unpacks to more is refused: 256 MiB. */
const maxTextBytes = 256 * 2 ** 20

/**
 * The cells of some columns of a Parquet file, a list for each, and of all rows or of the first.
 * @throws Error on anything that the file has wrong
 */
export async function parquetCells(
  file: ArrayBuffer,
  names: readonly string[],
  rows: number,
): Promise<Cell[][]> {
  const columns: Cell[][] = names.map(() => [])
  const metadata = parquetMetadata(file)
  const top = topColumns(metadata.schema)
  const readers = names.map(name => cellsOf(top.find(element => element.name === name)))
  await parquetRead({
    file,
    columns: [...new Set(names)],
    rowFormat: 'object',
    rowStart: 0,
    rowEnd: rows,
    metadata: withPlainCells(metadata),
    utf8: false,
    parsers: { timestampFromNanoseconds: nanoseconds => nanoseconds },
    compressors: boundedTo(maxTextBytes, 'a page of texts may take'),
    onComplete: read => {
      for (const cells of read as readonly Readonly<Record<string, unknown>>[])
        for (const [column, name] of names.entries()) columns[column].push(readers[column](cells[name]))
    },
  })
  return columns
}

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
  const bounded = boundedTo(maxBytes, `${rows.toLocaleString('en')} numbers take`)
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

function boundedTo(maxBytes: number, most: string): typeof compressors {
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, length: number) => {
        if (length > maxBytes)
          throw new TooLarge(
            `says that a part of it unpacks to ${length.toLocaleString('en')} bytes, more than ${most}. It is broken or made to harm.`,
          )
        return unpacked(input, length, codec, unpack!)
      },
    ]),
  )
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
