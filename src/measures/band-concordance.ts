import { roundedToSpread } from '../math/round.ts'
import type { Candidates } from '../series/sampled-anchors.ts'

/**
 * The concordance of an anchor among all documents, from candidates that were drawn by bands of distance. Each pair of candidates
 * stands for as many pairs as there are for each that could be drawn from the two bands, so that the drawing is undone: the
 * share is that of all pairs in expectation, except for ties of distance within a band. O(candidates²).
 * @param scores of the candidates, in their order @param distances of all documents from the anchor
 */
export function bandConcordance(
  { drawn, bandSizes }: Candidates,
  scores: Float64Array,
  distances: Float64Array,
): number {
  const rounded = roundedToSpread(scores)
  const counts = bandSizes.map((_, band) => drawn.filter(each => each.band === band).length)
  const weightOf = (a: number, b: number) =>
    a === b
      ? (bandSizes[a] * (bandSizes[a] - 1)) / (counts[a] * (counts[a] - 1))
      : (bandSizes[a] / counts[a]) * (bandSizes[b] / counts[b])
  let [concordant, comparable] = [0, 0]
  for (const [at, closer] of drawn.entries()) {
    for (const [other, farther] of drawn.entries()) {
      if (!(distances[closer.place] < distances[farther.place])) continue
      const weight = weightOf(closer.band, farther.band)
      const apart = rounded[at] - rounded[other]
      concordant += weight * (apart > 0 ? 1 : apart === 0 ? 0.5 : 0)
      comparable += weight
    }
  }
  return comparable === 0 ? Number.NaN : concordant / comparable
}
