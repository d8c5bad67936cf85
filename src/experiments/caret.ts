import type { Block } from '../matrix/block.ts'
import type { Series } from '../series/series.ts'
import { fillTemplate } from '../series/template.ts'

/** The article's question to a reranker; {d} is the document whose neighbours are looked for. */
export const articlePrompt = 'what is the closest item to {d}?'

/**
 * The main experiment: every document of a series against every document, itself included.
 * @param prompt the question round a query, for a reranker; null for an embedder, which sees the bare documents
 */
export function pairsBlock(series: Series, prompt: string | null): Block {
  const { texts } = series
  return {
    queries: prompt === null ? texts : texts.map(text => fillTemplate(prompt, text)),
    documents: texts,
  }
}
