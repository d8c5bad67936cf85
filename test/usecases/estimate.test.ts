import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askInquiries } from '../../src/experiments/ask.ts'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { inquiriesFor } from '../../src/experiments/inquiry.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { estimate } from '../../src/usecases/estimate.ts'
import { askedOf, asking, namedEmbedder, namedReranker } from '../experiments/fixtures/asking.ts'
import { letters } from '../models/fakes.ts'

describe('estimate', () => {
  test('counts the texts, requests and tokens of an embedder, and asks nothing', async () => {
    const model = namedEmbedder({ maxBatch: 64 })
    const plan = { series: [catalogueSeries('integers')], zeroSeries: [], prompts: [articlePrompt] }
    const inquiries = inquiriesFor('embedder', plan).filter(({ experiment }) => experiment === 'pairs')
    expect(await estimate(model, inquiries, 'same', memoryCache())).toEqual({
      model: model.id,
      unit: 'texts',
      items: 100,
      cached: 0,
      requests: 2,
      tokens: 101,
      exact: false,
      dollars: null,
      priceAsOf: null,
    })
    expect(await estimate(model, inquiries, 'query-document', memoryCache())).toMatchObject({
      items: 200,
      requests: 4,
    })
    expect(model.model.requests).toEqual([])
  })

  test('counts the pairs, requests and tokens of a reranker: each query its own', async () => {
    const plan = { series: [catalogueSeries('integers')], zeroSeries: [], prompts: [articlePrompt] }
    const inquiries = inquiriesFor('reranker', plan).filter(({ experiment }) => experiment === 'pairs')
    const model = namedReranker({ maxBatch: 64 })
    const listwise = namedReranker({ maxBatch: 64, listwise: true })
    expect(await estimate(model, inquiries, 'same', memoryCache())).toEqual({
      model: model.id,
      unit: 'pairs',
      items: 10_000,
      cached: 0,
      requests: 200,
      tokens: 100 * (9 * 15 + 90 * 16 + 16) + 100 * 101,
      exact: false,
      dollars: null,
      priceAsOf: null,
    })
    expect(await estimate(listwise, inquiries, 'same', memoryCache())).toMatchObject({ requests: 100 })
  })

  test('counts tokens as the tokenizer does where one is known', async () => {
    const plan = { series: [catalogueSeries('integers')], zeroSeries: [], prompts: [articlePrompt] }
    const inquiries = inquiriesFor('embedder', plan).filter(({ experiment }) => experiment === 'pairs')
    const model = namedEmbedder({ maxBatch: 64, tokenizer: letters })
    expect(await estimate(model, inquiries, 'same', memoryCache())).toMatchObject({
      tokens: 192,
      exact: true,
    })
  })

  test('knows what costs nothing, what has a price, and what has none that is known', async () => {
    const plan = { series: [catalogueSeries('integers')], zeroSeries: [], prompts: [articlePrompt] }
    const inquiries = inquiriesFor('embedder', plan).filter(({ experiment }) => experiment === 'pairs')
    const dollars = async (provider: string, model: string) => {
      const named = namedEmbedder({ maxBatch: 64 })
      const other = { ...named, model: { ...named.model, id: { ...named.model.id, provider, model } } }
      const { dollars, priceAsOf } = await estimate(other, inquiries, 'same', memoryCache())
      return [dollars, priceAsOf]
    }
    expect(await dollars('bundled', 'use-lite')).toEqual([0, null])
    expect(await dollars('openai', 'text-embedding-3-small')).toEqual([(101 * 0.02) / 1e6, '2026-07'])
    expect(await dollars('nobody', 'knows')).toEqual([null, null])
  })

  const kinds = {
    embedder: namedEmbedder,
    reranker: namedReranker,
    'listwise reranker': (options: { maxBatch: number }) => namedReranker({ ...options, listwise: true }),
  }
  test('is what is then asked, whatever the model, its limit, the roles and the cache', async () => {
    const range = fc
      .record({ from: fc.integer({ min: 0, max: 20 }), count: fc.integer({ min: 3, max: 12 }) })
      .map(({ from, count }) => rangeSeries(`${from}..${from + count - 1}`))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('embedder', 'reranker', 'listwise reranker'),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('same', 'query-document'),
        range,
        fc.option(range),
        fc.boolean(),
        async (kind, maxBatch, roles, series, before, zero) => {
          const inquiriesOn = (each: typeof series) =>
            inquiriesFor(kind === 'embedder' ? 'embedder' : 'reranker', {
              series: [each, catalogueSeries('floats')].slice(0, kind === 'embedder' ? 2 : 1),
              zeroSeries: zero ? [each, rangeSeries('5..15')] : [],
              prompts: [articlePrompt],
            })
          const options = asking({ roles })
          if (before !== null) await askInquiries(kinds[kind]({ maxBatch }), inquiriesOn(before), options)
          const model = kinds[kind]({ maxBatch })
          const inquiries = inquiriesOn(series)
          const estimateLine = await estimate(model, inquiries, roles, options.cache)
          expect(model.model.requests).toEqual([])
          const { items, cacheHits, requests } = await askInquiries(model, inquiries, options)
          expect(estimateLine).toMatchObject({ items, cached: cacheHits, requests })
          expect(items - cacheHits).toBe(askedOf(model.model).length)
          expect(requests).toBe(model.model.requests.length)
          expect(await estimate(model, inquiries, roles, options.cache)).toMatchObject({
            cached: items,
            requests: 0,
          })
        },
      ),
      { numRuns: 60 },
    )
  })
})
