import { bytesFloats, bytesOf, bytesToText, floatBytes, textToBytes } from '../base/float-codec.ts'
import { canonicalJson } from '../base/json.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import type { Run, RunMatrix } from '../store/run.ts'

/** A matrix without its numbers, which follow as bytes. */
type Hollow = Omit<RunMatrix, 'values'> & { readonly symmetric: boolean }

type Head = {
  readonly runs: readonly {
    readonly name: string
    readonly run: Omit<Run, 'matrices' | 'recordings'> & { readonly matrices: readonly Hollow[] }
  }[]
}

/** Larger matrices are held in single precision, to keep the page small: seven digits, of which plots show three. */
export const maxExactCells = 250_000

/**
 * Runs as one short text to stand in a page: base64 of gzip. Numbers stand as bytes, first bytes first, of
 * symmetric matrices one half, which takes half the room of run files.
 */
export async function packRuns(runs: readonly NamedRun[]): Promise<string> {
  const planes: Uint8Array<ArrayBuffer>[] = []
  const hollow = (whole: RunMatrix): Hollow => {
    const { values, ...rest } = whole
    const matrix = { ...rest, dtype: heldType(whole) }
    const size = bytesOf[matrix.dtype]
    const numbers = floatBytes(values, matrix.dtype)
    const symmetric = isSymmetric(numbers, matrix, size)
    const order = storedOrder(matrix, symmetric)
    const shuffled = new Uint8Array(order.length * size)
    for (let at = 0; at < order.length; at++)
      for (let byte = 0; byte < size; byte++)
        shuffled[byte * order.length + at] = numbers[order[at] * size + byte]
    planes.push(shuffled)
    return { ...matrix, symmetric }
  }
  const head: Head = {
    // What was recorded of fixed texts is for gates alone; no page shows it.
    runs: runs.map(({ name, run: { recordings: _, ...run } }) => ({
      name,
      run: { ...run, matrices: run.matrices.map(hollow) },
    })),
  }
  const json = new TextEncoder().encode(canonicalJson(head))
  const length = new Uint8Array(new Uint32Array([json.length]).buffer)
  return packBytes([length, json, ...planes])
}

/** What `packRuns` packed. The numbers of a matrix are unpacked when they are first read. */
export async function unpackRuns(text: string): Promise<NamedRun[]> {
  const bytes = await through(new DecompressionStream('gzip'), [textToBytes(text)])
  const [length] = new Uint32Array(bytes.slice(0, 4).buffer)
  let start = 4 + length
  const { runs } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))) as Head
  const whole = ({ symmetric, ...matrix }: Hollow): RunMatrix => {
    const order = storedOrder(matrix, symmetric)
    const from = start
    start += order.length * bytesOf[matrix.dtype]
    const stored = bytes.subarray(from, start)
    let values: Float64Array | undefined
    return {
      ...matrix,
      get values() {
        values ??= bytesFloats(unshuffled(stored, order, matrix, symmetric), matrix.dtype)
        return values
      },
    }
  }
  return runs.map(({ name, run }) => ({ name, run: { ...run, matrices: run.matrices.map(whole) } }))
}

function heldType({ rows, columns, dtype }: Shape): RunMatrix['dtype'] {
  return rows * columns > maxExactCells ? 'float32' : dtype
}

type Shape = Pick<RunMatrix, 'rows' | 'columns' | 'dtype'>

/** Which numbers are kept: all, or of a symmetric matrix those from the diagonal to the right. */
function storedOrder({ rows, columns }: Shape, symmetric: boolean): Uint32Array {
  if (!symmetric) return Uint32Array.from({ length: rows * columns }, (_, at) => at)
  const order = new Uint32Array((rows * (rows + 1)) / 2)
  let next = 0
  for (let row = 0; row < rows; row++)
    for (let column = row; column < columns; column++) order[next++] = row * columns + column
  return order
}

function unshuffled(
  stored: Uint8Array,
  order: Uint32Array,
  { rows, columns, dtype }: Shape,
  symmetric: boolean,
): Uint8Array {
  const size = bytesOf[dtype]
  const numbers = new Uint8Array(rows * columns * size)
  for (let at = 0; at < order.length; at++) {
    const cell = order[at]
    const mirrored = symmetric ? (cell % columns) * columns + Math.floor(cell / columns) : cell
    for (let byte = 0; byte < size; byte++) {
      const value = stored[byte * order.length + at]
      numbers[cell * size + byte] = value
      numbers[mirrored * size + byte] = value
    }
  }
  return numbers
}

function isSymmetric(numbers: Uint8Array, { rows, columns }: Shape, size: number): boolean {
  if (rows !== columns) return false
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < row; column++)
      for (let byte = 0; byte < size; byte++)
        if (
          numbers[(row * columns + column) * size + byte] !== numbers[(column * columns + row) * size + byte]
        )
          return false
  return true
}

/** Bytes as base64 of gzip. */
export async function packBytes(parts: Uint8Array<ArrayBuffer>[]): Promise<string> {
  return bytesToText(await through(new CompressionStream('gzip'), parts))
}

async function through(
  transform: CompressionStream | DecompressionStream,
  parts: Uint8Array<ArrayBuffer>[],
): Promise<Uint8Array> {
  const source = new Blob(parts).stream()
  return new Uint8Array(await new Response(source.pipeThrough(transform)).arrayBuffer())
}
