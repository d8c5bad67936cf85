import { shown, shownCosine } from './shown.ts'

export interface VectorDifference {
  readonly cosine: number
  /** Largest difference of two numbers at one place, as a part of the longer vector's length. */
  readonly largest: number
}

/** Below this cosine two answers for one text are two answers. */
export const sameDirection = 0.999

/** Up to this largest difference two answers are one, but for the last bits of 32. */
export const sameNumbers = 1e-5

/** From this cosine on, two vectors are one. */
export const sameVector = 0.999999

export function vectorDifference(a: Float32Array, b: Float32Array): VectorDifference {
  let dot = 0
  let squaresOfA = 0
  let squaresOfB = 0
  let largest = 0
  for (let k = 0; k < a.length; k++) {
    dot += a[k] * b[k]
    squaresOfA += a[k] * a[k]
    squaresOfB += b[k] * b[k]
    largest = Math.max(largest, Math.abs(a[k] - b[k]))
  }
  return {
    cosine: dot / Math.sqrt(squaresOfA * squaresOfB),
    largest: largest / Math.sqrt(Math.max(squaresOfA, squaresOfB)),
  }
}

/** The lowest cosine and the largest difference of several. */
export function worstDifference(differences: readonly VectorDifference[]): VectorDifference {
  return {
    cosine: Math.min(...differences.map(({ cosine }) => cosine)),
    largest: Math.max(...differences.map(({ largest }) => largest)),
  }
}

/** Whether all are one vector, so that nothing can be told by them. */
export function areOne(vectors: readonly Float32Array[]): boolean {
  return vectors.every(vector => vectorDifference(vector, vectors[0]).cosine >= sameVector)
}

/** In a sentence. */
export function shownDifference({ cosine, largest }: VectorDifference): string {
  if (largest === 0) return 'equal to the last bit'
  return `lowest cosine ${shownCosine(cosine)}, largest difference ${shown(largest)} of a vector's length`
}
