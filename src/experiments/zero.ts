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

/** One fixed query against every document of a series. */
export function zeroBlock(series: Series, prompt: string | null): Block {
  return { queries: [prompt ?? zeroText], documents: series.texts }
}
