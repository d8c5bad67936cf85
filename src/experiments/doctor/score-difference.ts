import { percent, shown } from './shown.ts'

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
export function scoreDifference(first: Float64Array, other: Float64Array): ScoreDifference {
  const largest = largestDifference(first, other)
  const relative = largest / (spanOf(first) || 1)
  // Noise moves the sorted scores about as much as the scores; an exchange moves the scores alone.
  const sorted = largestDifference(first.toSorted(), other.toSorted())
  return { largest, relative, exchanged: relative > 1e-3 && sorted <= largest / 20 }
}

/** From the lowest to the highest. */
export function spanOf(scores: Float64Array): number {
  return Math.max(...scores) - Math.min(...scores)
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return Math.max(...a.map((score, place) => Math.abs(score - b[place])))
}

/** A largest difference, and what part of the span it is, in a sentence. */
export function shownMove(largest: number, part: number): string {
  if (largest === 0) return 'no score moves'
  return `a score moves by up to ${shown(largest)}, ${percent(part)} of the span of scores`
}
