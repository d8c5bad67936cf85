import { NumeracyError } from '../base/error.ts'
import { quoted, shortened } from '../base/quoted.ts'
import type { Vectors } from './embedder.ts'
import type { ModelId } from './identity.ts'

/**
 * The one check of an embedding answer, at the adapter's edge; nothing behind it checks again.
 * @param rows one vector for each text, in input order
 * @throws NumeracyError `invalid-response`: wrong count, different or wrong lengths, a number that is not finite, a zero vector
 */
export function checkedVectors(
  id: ModelId,
  texts: readonly string[],
  rows: readonly ArrayLike<number>[],
): Vectors {
  const refuse = refuser(id)
  if (rows.length !== texts.length)
    refuse(`got ${rows.length} vectors for ${texts.length} texts; expected one for each`)
  const dimensions = id.dimensions ?? rows[0]?.length ?? 0
  const data = new Float32Array(rows.length * dimensions)
  for (const [index, row] of rows.entries()) {
    const text = texts[index]
    if (row.length !== dimensions || dimensions === 0) {
      refuse(
        `got a vector of ${row.length} numbers for ${quoted(text)}; expected ${dimensions || 'at least 1'}`,
        text,
      )
    }
    let length = 0
    for (let k = 0; k < dimensions; k++) {
      const value = row[k]
      // What float32 cannot hold becomes infinite, or zero.
      const kept = typeof value === 'number' ? Math.fround(value) : Number.NaN
      if (!Number.isFinite(kept)) {
        refuse(
          `got ${valueText(value)} at place ${k} of the vector for ${quoted(text)}; expected a finite number of 32 bits`,
          text,
        )
      }
      length += kept * kept
      data[index * dimensions + k] = kept
    }
    if (length === 0)
      refuse(`got a vector of zeros for ${quoted(text)}, which has no direction to compare`, text)
  }
  return { count: rows.length, dimensions, data }
}

/**
 * The one check of a reranking answer.
 * @throws NumeracyError `invalid-response`: wrong count, or a score that is not a finite number
 */
export function checkedScores(
  id: ModelId,
  documents: readonly string[],
  scores: ArrayLike<number>,
): Float64Array {
  const refuse = refuser(id)
  if (scores.length !== documents.length)
    refuse(`got ${scores.length} scores for ${documents.length} documents; expected one for each`)
  for (let index = 0; index < scores.length; index++) {
    const value = scores[index]
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      refuse(
        `got the score ${valueText(value)} for ${quoted(documents[index])}; expected a finite number`,
        documents[index],
      )
    }
  }
  return Float64Array.from(scores)
}

function refuser(id: ModelId): (problem: string, text?: string) => never {
  return (problem, text) => {
    const name = `${id.provider}:${id.model}`
    throw new NumeracyError(
      'invalid-response',
      `${name} (${id.kind}): ${problem}. Nothing of this answer is kept; check the model or the server and run again.`,
      {
        details: { model: name, ...(text === undefined ? {} : { text: text.slice(0, 200) }) },
      },
    )
  }
}

/** A value that should be a number; of a list or an object only that it is one, because it may be of any depth. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return shortened(value)
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return String(value)
}
