import { percent, shown, shownCosine } from './shown.ts'

export interface VectorDifference {
  readonly cosine: number
  /** Largest difference of two numbers at one place, as a part of the longer vector's length. */
  readonly largest: number
}

/** Below this cosine two answers for one text are two answers. */
export const sameDirection = 0.999

/** Up to this largest difference two answers are one, except for the last bits of 32. */
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

/** Whether all are one vector, so that nothing can be seen by them. */
export function areOne(vectors: readonly Float32Array[]): boolean {
  return vectors.every(vector => vectorDifference(vector, vectors[0]).cosine >= sameVector)
}

/** In a sentence. */
export function shownDifference({ cosine, largest }: VectorDifference): string {
  if (largest === 0) return 'equal to the last bit'
  return `lowest cosine ${shownCosine(cosine)}, largest difference ${shown(largest)} of a vector's length`
}

export interface ScoreDifference {
  /** Largest difference of two scores of one document. */
  readonly largest: number
  /** The same, as a part of the span from the lowest to the highest score; of nothing where all scores are one. */
  readonly relative: number
  /** Whether the scores are the same and stand at other documents. */
  readonly exchanged: boolean
}

/** Up to this part of the span, two scores are one. */
export const sameScore = 1e-5

/** From this part of the span on, a difference changes what a run says. */
export const otherScore = 0.05

/** How scores differ from those of the first call, document by document. O(n log n). */
export function scoreDifference(first: readonly number[], other: readonly number[]): ScoreDifference {
  const largest = largestDifference(first, other)
  const relative = largest / (spanOf(first) || 1)
  // Noise moves the sorted scores about as much as the scores; an exchange moves the scores alone.
  const sorted = largestDifference(ascending(first), ascending(other))
  return { largest, relative, exchanged: relative > 1e-3 && sorted <= largest / 20 }
}

function ascending(scores: readonly number[]): readonly number[] {
  return scores.toSorted((a, b) => a - b)
}

/** From the lowest to the highest. */
export function spanOf(scores: readonly number[]): number {
  return Math.max(...scores) - Math.min(...scores)
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((score, place) => Math.abs(score - b[place])))
}

/** A largest difference, and what part of the span it is, in a sentence. */
export function shownMove(largest: number, part: number): string {
  if (largest === 0) return 'no score moves'
  return `a score moves by up to ${shown(largest)}, ${percent(part)} of the span of scores`
}
