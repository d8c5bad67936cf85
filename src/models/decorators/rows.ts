import { NumeracyError } from '../../base/error.ts'
import type { Vectors } from '../embedder.ts'
import type { ModelId } from '../identity.ts'
import { specName } from '../spec.ts'

/**
 * Rows of several answers as one. Those that already stand one behind the other, as views of one answer, are not copied.
 * @throws NumeracyError `invalid-response` when they differ in length, as when the model behind a name was changed
 */
export function joinRows(id: ModelId, rows: readonly Float32Array[]): Vectors {
  const dimensions = rows[0]?.length ?? id.dimensions ?? 0
  for (const row of rows) {
    if (row.length !== dimensions) {
      const model = specName({ provider: id.provider, name: id.model })
      throw new NumeracyError(
        'invalid-response',
        `${model} (${id.kind}): got vectors of ${dimensions} and of ${row.length} numbers under one name, which cannot be compared. If the model was changed, clear what is kept of it with \`numeracy cache clear\`.`,
        { details: { model, dimensions: [dimensions, row.length] } },
      )
    }
  }
  return { count: rows.length, dimensions, data: inOne(rows, dimensions) }
}

/** The rows behind each other. */
function inOne(rows: readonly Float32Array[], dimensions: number): Float32Array {
  const length = rows.length * dimensions
  if (rows.length > 0 && isInOne(rows)) return new Float32Array(rows[0].buffer, rows[0].byteOffset, length)
  const data = new Float32Array(length)
  for (const [index, row] of rows.entries()) data.set(row, index * dimensions)
  return data
}

function isInOne(rows: readonly Float32Array[]): boolean {
  const [{ buffer, byteOffset, byteLength }] = rows
  return rows.every((row, at) => row.buffer === buffer && row.byteOffset === byteOffset + at * byteLength)
}
