import { seededRandom, shuffled } from '../base/random.ts'
import type { Block } from '../matrix/block.ts'
import { rangeSeries } from '../series/range.ts'
import type { Series } from '../series/series.ts'

/** The query of the zero experiment for an embedder. */
const zeroText = '0'

/** The query of the zero experiment for a reranker. */
export const zeroPrompt = 'what is the closest number to number zero?'

/** The numbers that the zero experiment scores by default. */
export const zeroSeries: Series = rangeSeries('0..2048')

/** Whether similarity to zero says something of a series: numbers and prices. */
export function hasZero(series: Series): boolean {
  return series.family === 'number' || series.family === 'money'
}

/**
 * One fixed query against every document of a series. A reranker is given them in an order that says nothing: that of
 * the series is the answer.
 */
export function zeroBlock({ texts }: Series, prompt: string | null): Block {
  if (prompt === null) return { queries: [zeroText], documents: texts }
  return { queries: [prompt], documents: texts, given: shuffled(texts, seededRandom(0, 'zero')) }
}
