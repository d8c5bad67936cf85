import { bundledUseLite } from './bundled-use-lite.ts'
import type { ModelFamily } from './family.ts'
import { standInReranker } from './stand-in-reranker.ts'

const name = 'use-lite'

/** The models whose weights come with the package. */
export const bundled: ModelFamily = {
  provider: 'bundled',
  options: [],
  models: [
    {
      name,
      kinds: ['embedder', 'reranker'],
      description:
        'Universal Sentence Encoder lite, 512 dimensions, works offline; standing in as reranker it answers with the cosine.',
    },
  ],
  needs: () => null,
  reach: () => ({ does: 'computes' }),
  embedder: async spec => (spec.name === name ? bundledUseLite() : undefined),
  reranker: async spec => (spec.name === name ? standInReranker(bundledUseLite()) : undefined),
}
