import { NumeracyError } from '../../base/error.ts'
import type { Vectors } from '../embedder.ts'
import type { ModelId } from '../identity.ts'
import { specName } from '../spec.ts'

/** The rows of `vectors`, as views. */
export function rowsOf({ count, dimensions, data }: Vectors): Float32Array[] {
  return Array.from({ length: count }, (_, row) => data.subarray(row * dimensions, (row + 1) * dimensions))
}

/**
 * Rows of several answers as one.
 * @throws NumeracyError `answer` when they differ in length, as when the model behind a name was changed
 */
export function joinRows(id: ModelId, rows: readonly Float32Array[]): Vectors {
  const dimensions = rows[0]?.length ?? id.dimensions ?? 0
  const data = new Float32Array(rows.length * dimensions)
  for (const [index, row] of rows.entries()) {
    if (row.length !== dimensions) {
      const model = specName({ provider: id.provider, name: id.model })
      throw new NumeracyError(
        'answer',
        `${model} (${id.kind}): got vectors of ${dimensions} and of ${row.length} numbers under one name, which cannot be compared. If the model was changed, clear what is kept of it with \`numeracy cache clear\`.`,
        { details: { model, dimensions: [dimensions, row.length] } },
      )
    }
    data.set(row, index * dimensions)
  }
  return { count: rows.length, dimensions, data }
}
