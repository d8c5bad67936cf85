import { type ConcordanceRows, concordance, concordanceRows } from '../math/concordance.ts'
import { spellingReferences } from '../matrix/references/spelling.ts'
import { anchorWeights } from './index-answer.ts'
import { type Placement, scoredSeries } from './scored.ts'

/** The string references on the documents of a series, ready for their concordance, in the order of the catalogue. */
export function spellingRows(series: Placement, seed: number): ConcordanceRows[] {
  const n = series.texts.length
  return spellingReferences.map(reference => {
    const similarity = { n, data: reference.similarities(series, seed), symmetric: true, gram: false }
    const { rounded, distances } = scoredSeries(similarity, series, seed)
    return concordanceRows(rounded, distances, n)
  })
}

/** The spelling floor of a series: the concordance of the best string reference over some of its documents as anchors. */
export function spellingFloor(series: Placement, seed: number, anchors: readonly number[]): number {
  const n = series.texts.length
  const all = new Uint16Array(n).fill(1)
  const rowWeights = anchorWeights(all, n, anchors)
  return Math.max(...spellingRows(series, seed).map(rows => concordance(rows, all, rowWeights)))
}
