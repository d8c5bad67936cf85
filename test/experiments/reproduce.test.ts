import { describe, expect, test } from 'vitest'
import type { PublishedAnalysis } from '../../src/experiments/analysis.ts'
import { analysisBlocks, type ReproduceOptions, reproduceOn } from '../../src/experiments/reproduce.ts'
import { publishedAnalyses, publishedAnalysis } from '../../src/published/catalogue.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { estimate } from '../../src/usecases/estimate.ts'
import { asking, namedEmbedder, namedReranker } from './fixtures/asking.ts'

/** Three texts, two of them also as questions, and a pair. */
const made: PublishedAnalysis = {
  id: 'made-up',
  title: 'Made up',
  source: { authors: 'nobody', year: 2026, reference: 'here' },
  kinds: ['embedder', 'reranker'],
  setting: '',
  differs: '',
  asks: kind => ({
    roles: 'query-document',
    blocks: [{ queries: ['1'], documents: ['2', '3'] }],
    ...(kind === 'embedder' ? { texts: { document: ['1', '2', '1'], query: ['4'] } } : {}),
  }),
  results: ({ kind, blocks, vectors }) => [
    {
      quantity: 'first',
      condition: 'here',
      value: blocks[0][0],
      interval: null,
      chance: null,
      published: [
        { value: 0.5, model: 'Fake, as published', name: 'fake', where: 'table 1' },
        { value: 0.6, model: 'Other', where: 'table 1' },
      ],
    },
    {
      quantity: 'length',
      condition: 'here',
      value: kind === 'embedder' ? Math.hypot(...vectors(['2', '1']).data.subarray(0, 4)) : 0,
      interval: null,
      chance: null,
      published: [],
    },
  ],
}

function options(given: Partial<ReproduceOptions> = {}): ReproduceOptions {
  return { ...asking(), seed: 1, ...given }
}

describe('reproduce', () => {
  test('asks an embedder for each text once in each role, and marks what was published of the same model', async () => {
    const named = namedEmbedder({ model: 'fake' })
    const { results } = await reproduceOn(named, made, options())
    expect(named.model.requests.flat().toSorted()).toEqual(['1', '1', '2', '3', '4'])
    expect(results[0].published).toEqual([
      { value: 0.5, model: 'Fake, as published', where: 'table 1', same: true },
      { value: 0.6, model: 'Other', where: 'table 1', same: false },
    ])
    expect(results[1].value).toBeGreaterThan(0)
  })

  test('asks a reranker for the pairs alone', async () => {
    const named = namedReranker()
    await reproduceOn(named, made, options())
    expect(named.model.requests).toEqual([{ query: '1', documents: ['2', '3'] }])
  })

  test('asks for nothing a second time, and says the same', async () => {
    const cache = memoryCache()
    const before = await reproduceOn(namedEmbedder({ model: 'fake' }), made, options({ cache }))
    const again = namedEmbedder({ model: 'fake' })
    expect(await reproduceOn(again, made, options({ cache }))).toEqual(before)
    expect(again.model.requests).toEqual([])
  })

  test('foretells what it will ask', async () => {
    const named = namedEmbedder({ maxBatch: 2 })
    const cache = memoryCache()
    const { blocks, roles } = analysisBlocks(named, made, 1)
    const { items, requests } = await estimate(named, blocks, roles, cache)
    await reproduceOn(named, made, options({ cache }))
    expect(items).toBe(named.model.requests.flat().length)
    expect(requests).toBe(named.model.requests.length)
  })
})

describe('the published analyses', () => {
  test('have each a name of its own, a source, a setting, and say what differs', () => {
    expect(new Set(publishedAnalyses.map(({ id }) => id)).size).toBe(publishedAnalyses.length)
    for (const { id, source, setting, differs, kinds } of publishedAnalyses) {
      expect(id).toMatch(/^[a-z]+-\d{4}$/)
      expect(id.endsWith(String(source.year)), id).toBe(true)
      expect(setting.length, id).toBeGreaterThan(80)
      expect(differs.length, id).toBeGreaterThan(80)
      expect(kinds.length, id).toBeGreaterThan(0)
    }
  })

  test.each(publishedAnalyses)(
    '$id asks the same of every model of a kind, and of another seed too',
    analysis => {
      for (const kind of analysis.kinds) {
        expect(analysis.asks(kind, 3)).toEqual(analysis.asks(kind, 3))
        const { blocks = [], texts = {} } = analysis.asks(kind, 4)
        const all = [
          ...blocks.flatMap(block => [...block.queries, ...block.documents]),
          ...Object.values(texts).flat(),
        ]
        expect(all.length).toBeGreaterThan(0)
        expect(all.every(text => text.trim() !== '')).toBe(true)
      }
    },
  )

  test('are refused under another name, with those that there are', () => {
    expect(() => publishedAnalysis('cacioli')).toThrow(
      /got "cacioli"; expected all, or one of article-2024, /,
    )
  })
})
