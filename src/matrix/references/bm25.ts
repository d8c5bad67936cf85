/** Weight of a repeated word, and of the length of a document: the usual ones. */
const k1 = 1.2
const b = 0.75

/**
 * What a keyword search scores a document of a collection for a query: BM25 (Robertson and others 1994) with the
 * inverse document frequency of Lucene, ln(1 + (N − n + 0.5)/(n + 0.5)), which is never below 0, and without the
 * factor k1 + 1, which changes no order. Each word of the query counts as often as it stands there.
 *
 * @param documents the collection that frequencies and the mean length are taken from
 * @returns the score of a query for a document, of the collection or not
 */
export function bm25(documents: readonly string[]): (query: string, document: string) => number {
  const frequency = new Map<string, number>()
  let length = 0
  for (const document of documents) {
    const words = wordsOf(document)
    length += words.length
    for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  }
  const meanLength = length / documents.length
  const known = new Map<string, ReturnType<typeof countsOf>>()
  return (query, document) => {
    const counted = known.get(document) ?? countsOf(document)
    known.set(document, counted)
    const penalty = k1 * (1 - b + (b * counted.length) / meanLength)
    return wordsOf(query).reduce((sum, word) => {
      const count = counted.counts.get(word) ?? 0
      const holding = frequency.get(word) ?? 0
      const rarity = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5))
      return sum + (rarity * count) / (count + penalty)
    }, 0)
  }
}

function countsOf(document: string): {
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
} {
  const words = wordsOf(document)
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { counts, length: words.length }
}

/**
 * The words of a text in lower case and its numbers as they stand: a point or a comma between two digits is part of the
 * number, so $1,299.00 has the word 1,299.00, and 2025-10-15 has three.
 */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:(?<=\p{N})[.,](?=\p{N})[\p{L}\p{N}]+)*/gu) ?? []
}
