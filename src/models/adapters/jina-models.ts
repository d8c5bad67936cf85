import type { KnownModel } from './family.ts'

const embedders: readonly (readonly [name: string, description: string])[] = [
  ['jina-embeddings-v2-base-en', 'The embedding model of the article: English, 768 dimensions.'],
  ['jina-embeddings-v3', 'Multilingual, up to 1,024 dimensions, adapters for tasks.'],
  ['jina-embeddings-v4', 'Multilingual, texts and images, up to 2,048 dimensions, adapters for tasks.'],
  ['jina-embeddings-v5-text-nano', 'Multilingual and small, up to 768 dimensions, adapters for tasks.'],
  ['jina-embeddings-v5-text-small', 'Multilingual, up to 1,024 dimensions, adapters for tasks.'],
]

const rerankers: readonly (readonly [name: string, description: string])[] = [
  ['jina-reranker-v2-base-multilingual', 'The reranker of the article: a multilingual cross-encoder.'],
  ['jina-reranker-m0', 'A multilingual reranker of texts and images.'],
  ['jina-reranker-v3', 'A multilingual listwise reranker: a score depends on the other documents.'],
]

/** The models of Jina's service that are listed by name. */
export const jinaModels: readonly KnownModel[] = [
  ...embedders.map(([name, description]) => ({ name, kinds: ['embedder'] as const, description })),
  ...rerankers.map(([name, description]) => ({ name, kinds: ['reranker'] as const, description })),
]
