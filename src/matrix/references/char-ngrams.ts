import { pairwiseReference } from './reference.ts'

/** Cosine of the counts of 1- to 3-grams of code points, unpadded; in [0, 1]. */
export const charNgrams = pairwiseReference(
  'char-ngrams',
  'Spelling: cosine of the counts of runs of one to three characters.',
  ({ texts }) => {
    const counts = texts.map(ngramCounts)
    const lengths = counts.map(grams => Math.sqrt(dot(grams, grams)))
    return (i, j) => dot(counts[i], counts[j]) / (lengths[i] * lengths[j])
  },
)

function ngramCounts(text: string): Map<string, number> {
  const points = Array.from(text)
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
