import type { Series } from '../../series/series.ts'

/** What a reference sees of a series. */
export type Documents = Pick<Series, 'id' | 'texts' | 'values' | 'ruler' | 'period'>

/** A known answer to stand beside a model's: it sees the documents and their values, never a prompt. */
export interface Reference {
  readonly kind: 'reference'
  /** As in run files: `reference:prefix`. */
  readonly id: string
  readonly description: string
  /** n × n similarities, row-major, symmetric. */
  similarities(series: Documents, seed: number): Float64Array
}

/** A reference whose similarity is a symmetric function of two items. */
export interface PairwiseReference extends Reference {
  /** The similarity of two documents of a series, by their indices. */
  compare(series: Documents): (i: number, j: number) => number
}

/** Its matrix takes O(n²) calls of `compare`. */
export function pairwiseReference(
  name: string,
  description: string,
  compare: PairwiseReference['compare'],
): PairwiseReference {
  return {
    kind: 'reference',
    id: `reference:${name}`,
    description,
    compare,
    similarities(series) {
      const similarity = compare(series)
      const n = series.texts.length
      const data = new Float64Array(n * n)
      for (let i = 0; i < n; i++) {
        for (let j = i; j < n; j++) {
          data[i * n + j] = similarity(i, j)
          data[j * n + i] = data[i * n + j]
        }
      }
      return data
    },
  }
}
