import { describe, expect, test } from 'vitest'
import { withCache } from '../../../src/models/decorators/cache.ts'
import { withWatch } from '../../../src/models/decorators/watch.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

function watching() {
  const seen: unknown[] = []
  return {
    seen,
    watch: {
      vectors(texts: readonly string[], role: string, part: { readonly indices: readonly number[] }) {
        seen.push([role, part.indices.map(index => texts[index])])
      },
      scores(query: string, documents: readonly string[], part: { readonly indices: readonly number[] }) {
        seen.push([query, part.indices.map(index => documents[index])])
      },
    },
  }
}

describe('a watched model', () => {
  test('answers as the model does, and tells what was kept and what is new', async () => {
    const cache = memoryCache()
    const embedder = withCache(fakeEmbedder(), cache)
    await embedder.embed(['2'], { role: 'query' })
    const { seen, watch } = watching()
    const watched = withWatch(embedder, watch)
    expect(await watched.embed(['1', '2'], { role: 'query' })).toEqual(
      await embedder.embed(['1', '2'], { role: 'query' }),
    )
    expect(seen).toEqual([
      ['query', ['2']],
      ['query', ['1']],
    ])
  })

  test('tells the caller too, who asked for it', async () => {
    const reranker = withCache(fakeReranker(), memoryCache())
    const { seen, watch } = watching()
    const parts: unknown[] = []
    await withWatch(reranker, watch).score('q', ['a', 'b'], { onPart: ({ indices }) => parts.push(indices) })
    expect(seen).toEqual([['q', ['a', 'b']]])
    expect(parts).toEqual([[0, 1]])
  })
})
