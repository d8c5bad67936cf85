import { editDistance } from '../../math/edit-distance.ts'
import { type Documents, type PairwiseReference, pairwiseReference } from './reference.ts'

/** 1 − edit distance / length of the longer document; in [0, 1]. */
export const levenshtein = pairwiseReference(
  'levenshtein',
  'Spelling: one minus the edit distance over the length of the longer document.',
  ({ texts }) => {
    const lengths = texts.map(text => pointsOf(text).length)
    return (i, j) => 1 - editDistance(texts[i], texts[j]) / Math.max(lengths[i], lengths[j])
  },
)

/**
 * The string matchers: each stays the same when the ten digits are renamed, so it only compares characters. The
 * best of them on a series is its spelling floor. All lengths are in code points.
 */
export const spellingReferences: readonly PairwiseReference[] = [
  levenshtein,
  pairwiseReference('prefix', 'Spelling: the length of the common prefix of two documents.', series =>
    commonPrefix(series.texts.map(pointsOf)),
  ),
  pairwiseReference(
    'char-ngrams',
    'Spelling: cosine of the counts of runs of one to three characters.',
    ({ texts }) => {
      const counts = texts.map(ngramCounts)
      const lengths = counts.map(grams => Math.sqrt(dot(grams, grams)))
      return (i, j) => dot(counts[i], counts[j]) / (lengths[i] * lengths[j])
    },
  ),
  pairwiseReference(
    'length-prefix',
    'Spelling: documents of equal length first, then the length of the common prefix.',
    ({ texts }) => {
      const points = texts.map(pointsOf)
      const prefix = commonPrefix(points)
      const longest = Math.max(...points.map(({ length }) => length))
      return (i, j) => prefix(i, j) - (longest + 1) * Math.abs(points[i].length - points[j].length)
    },
  ),
  pairwiseReference(
    'positions-right',
    'Spelling: equal characters in the same place from the right, less the difference in length.',
    series => equalPlaces(series, points => points.toReversed()),
  ),
  pairwiseReference(
    'positions-left',
    'Spelling: equal characters in the same place from the left, less the difference in length.',
    series => equalPlaces(series, points => points),
  ),
]

function pointsOf(text: string): readonly string[] {
  return Array.from(text)
}

function commonPrefix(points: readonly (readonly string[])[]): (i: number, j: number) => number {
  return (i, j) => {
    const limit = Math.min(points[i].length, points[j].length)
    let length = 0
    while (length < limit && points[i][length] === points[j][length]) length++
    return length
  }
}

function equalPlaces(
  { texts }: Documents,
  ordered: (points: readonly string[]) => readonly string[],
): (i: number, j: number) => number {
  const points = texts.map(text => ordered(pointsOf(text)))
  return (i, j) => {
    const shorter = Math.min(points[i].length, points[j].length)
    let equal = 0
    for (let place = 0; place < shorter; place++) if (points[i][place] === points[j][place]) equal++
    return equal - Math.abs(points[i].length - points[j].length)
  }
}

/** Texts whose counts are remembered: those of a run in use, where each is compared with many, a few at a time. */
const remembered = 4096

const known = new Map<string, ReadonlyMap<string, number>>()

/** Counts of the runs of one to three code points, unpadded. */
function ngramCounts(text: string): ReadonlyMap<string, number> {
  const before = known.get(text)
  if (before !== undefined) return before
  if (known.size >= remembered) known.clear()
  const counts = countsOf(text)
  known.set(text, counts)
  return counts
}

function countsOf(text: string): Map<string, number> {
  const points = pointsOf(text)
  const counts = new Map<string, number>()
  for (let size = 1; size <= 3; size++) {
    for (let start = 0; start + size <= points.length; start++) {
      const gram = points.slice(start, start + size).join('')
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
    }
  }
  return counts
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [gram, count] of a) sum += count * (b.get(gram) ?? 0)
  return sum
}
