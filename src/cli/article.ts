import { NumeracyError } from '../base/error.ts'

/** The models of the article; its series and its prompts are what `probe` has by default. */
export const articleModels = {
  embed: ['jina:jina-embeddings-v2-base-en'],
  rerank: ['jina:jina-reranker-v2-base-multilingual'],
} as const

/** @throws NumeracyError `usage` when something is named that the article decides */
export function refuseBesideArticle(given: {
  readonly embed: readonly string[]
  readonly rerank: readonly string[]
  readonly series: readonly string[]
  readonly prompts: readonly string[]
  readonly template: string | null
}): void {
  const named = [
    ['--embed', given.embed.length > 0],
    ['--rerank', given.rerank.length > 0],
    ['--series', given.series.length > 0],
    ['--prompt', given.prompts.length > 0],
    ['--template', given.template !== null],
  ] as const
  const beside = named.filter(([, is]) => is).map(([option]) => option)
  if (beside.length === 0) return
  throw new NumeracyError(
    'usage',
    `--article: got ${beside.join(' and ')} as well; expected it alone, for it names models, series and prompts. Leave one of them out.`,
  )
}

/** @throws NumeracyError `usage` when something is named that decides the documents, as the index does */
export function refuseBesideIndex(given: {
  readonly series: readonly string[]
  readonly template: string | null
  readonly article: boolean
}): void {
  const named = [
    ['--series', given.series.length > 0],
    ['--template', given.template !== null],
    ['--article', given.article],
  ] as const
  const beside = named.filter(([, is]) => is).map(([option]) => option)
  if (beside.length === 0) return
  throw new NumeracyError(
    'usage',
    `--suite index: got ${beside.join(' and ')} as well; expected neither, for the index has documents of its own. Leave one of them out.`,
  )
}
