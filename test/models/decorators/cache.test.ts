import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { scoreBytes, vectorBytes } from '../../../src/models/decorators/answer-bytes.ts'
import { scoreKeys } from '../../../src/models/decorators/answer-key.ts'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import { type Answered, withCache } from '../../../src/models/decorators/cache.ts'
import { missingDocuments, missingTexts } from '../../../src/models/decorators/missing-answers.ts'
import type { Embedder, Role } from '../../../src/models/embedder.ts'
import { identityText } from '../../../src/models/identity.ts'
import { keyOf } from '../../../src/store/key.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { fakeEmbedder, fakeReranker, fakeScore, fakeVector } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }

embedderConformance('a fake with an empty cache', {
  create: () => withCache(fakeEmbedder(), memoryCache()),
  anySize: true,
})
const filled = memoryCache()
embedderConformance('a fake with a cache that fills up', {
  create: () => withCache(fakeEmbedder(), filled),
  anySize: true,
})
rerankerConformance('a fake with an empty cache', {
  create: () => withCache(fakeReranker(), memoryCache()),
  anySize: true,
})
rerankerConformance('a fake with a cache that fills up', {
  create: () => withCache(fakeReranker(), filled),
  anySize: true,
})
rerankerConformance('a listwise fake with an empty cache', {
  create: () => withCache(fakeReranker({ listwise: true }), memoryCache()),
  anySize: true,
})

describe('an embedder with a cache', () => {
  test('asks for each text once, in a call and ever after', async () => {
    const cache = memoryCache()
    const first = fakeEmbedder()
    const answer = await withCache(first, cache).embed(['1', '2', '1'], document)
    expect(first.requests).toEqual([['1', '2']])

    const second = fakeEmbedder()
    expect(await withCache(second, cache).embed(['1', '2', '1'], document)).toEqual(answer)
    expect(second.requests).toEqual([])
  })

  test('gives the table into which the batches were put, and copies it no more', async () => {
    const batches = withBatches(fakeEmbedder({ maxBatch: 2 }))
    let joined: Float32Array | undefined
    const inner: Embedder = {
      ...batches,
      async embed(texts, options) {
        const answer = await batches.embed(texts, options)
        joined = answer.vectors.data
        return answer
      },
    }
    const { vectors } = await withCache(inner, memoryCache()).embed(['1', '2', '3', '4', '5'], document)
    expect(vectors.count).toBe(5)
    expect(vectors.data.buffer).toBe(joined!.buffer)
  })

  test('asks only for what is missing, and puts all in input order', async () => {
    const cache = memoryCache()
    await withCache(fakeEmbedder(), cache).embed(['2', '4'], document)
    const inner = fakeEmbedder()
    const texts = ['1', '2', '3', '4', '3']
    const { vectors } = await withCache(inner, cache).embed(texts, document)
    expect(inner.requests).toEqual([['1', '3']])
    expect([...vectors.data]).toEqual([...Float32Array.from(texts.flatMap(text => fakeVector(text, 4)))])
  })

  test('keeps float32 bytes, little-endian, under the hash of identity, role and text', async () => {
    const cache = memoryCache()
    const inner = fakeEmbedder({ dimensions: 2, answer: () => [[1, -2.5]] })
    await withCache(inner, cache).embed(['1'], { role: 'query' })
    const [bytes] = cache.read([keyOf(identityText(inner.id), 'query', '1')])
    expect([...bytes!]).toEqual([0, 0, 128, 63, 0, 0, 32, 192])
  })

  test.each<[string, Role, Parameters<typeof fakeEmbedder>[0]]>([
    ['role', 'query', {}],
    ['model', 'document', { model: 'other' }],
    ['number of dimensions', 'document', { dimensions: 5 }],
  ])('asks again for another %s', async (_, role, options) => {
    const cache = memoryCache()
    await withCache(fakeEmbedder(), cache).embed(['1'], document)
    const other = fakeEmbedder(options)
    await withCache(other, cache).embed(['1'], { role })
    expect(other.requests).toHaveLength(1)
  })

  test('takes a kept value of a wrong length for missing, and mends it', async () => {
    const cache = memoryCache()
    const identity = identityText(fakeEmbedder().id)
    for (const length of [0, 3, 12, 20]) {
      cache.write(identity, [{ key: keyOf(identity, 'document', '1'), value: new Uint8Array(length) }])
      const inner = fakeEmbedder()
      const model = withCache(inner, cache)
      const once = await model.embed(['1'], document)
      expect(await model.embed(['1'], document)).toEqual(once)
      expect(inner.requests).toHaveLength(1)
    }
  })

  test.each<[string, readonly number[]]>([
    ['holds a NaN', [1, Number.NaN, 1, 1]],
    ['holds an infinite number', [1, 1, 1, Number.NEGATIVE_INFINITY]],
    ['is all zeros', [0, 0, 0, 0]],
  ])('takes a kept vector that %s for missing, mends it, and says so once', async (_, numbers) => {
    const cache = memoryCache()
    const inner = fakeEmbedder()
    const identity = identityText(inner.id)
    let unfit = 0
    const model = withCache(inner, cache, { onUnfit: () => unfit++ })
    const value = vectorBytes(Float32Array.from(numbers))
    cache.write(
      identity,
      ['1', '2'].map(text => ({ key: keyOf(identity, 'document', text), value })),
    )
    for (let time = 0; time < 2; time++)
      expect([...(await model.embed(['1', '2'], document)).vectors.data]).toEqual([...bare(['1', '2'])])
    expect(inner.requests).toEqual([['1', '2']])
    expect(unfit).toBe(1)
  })

  test('refuses to mix vectors of a model that changed its length under one name', async () => {
    const cache = memoryCache()
    await withCache(fakeEmbedder({ dimensions: 4, declared: null }), cache).embed(['1'], document)
    const changed = withCache(fakeEmbedder({ dimensions: 6, declared: null }), cache)
    await expect(changed.embed(['1', '2'], document)).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringMatching(/test:fake .* vectors of 4 and of 6 numbers .*numeracy cache clear/),
    })
  })

  test('reports the usage of fresh answers only', async () => {
    const cache = memoryCache()
    const model = withCache(fakeEmbedder({ tokensEach: 3 }), cache)
    expect((await model.embed(['1', '2'], document)).usage).toEqual({ tokens: 6 })
    expect((await model.embed(['1', '2', '3'], document)).usage).toEqual({ tokens: 3 })
    expect((await model.embed(['1', '2', '3'], document)).usage).toBeUndefined()
  })

  test('counts cached and fresh answers as they arrive, equal texts counted each', async () => {
    const cache = memoryCache()
    const reported: Answered[] = []
    const model = withCache(withBatches(fakeEmbedder({ maxBatch: 2 })), cache, {
      onAnswered: answered => reported.push(answered),
    })
    await model.embed(['1', '2', '3', '3'], document)
    expect(reported.toSorted((a, b) => a.fresh - b.fresh)).toEqual([
      { cached: 0, fresh: 2 },
      { cached: 0, fresh: 2 },
    ])
    reported.length = 0
    await model.embed(['1', '1', '4'], document)
    expect(reported).toEqual([
      { cached: 2, fresh: 0 },
      { cached: 0, fresh: 1 },
    ])
  })

  test('keeps the batches that were answered when a later one fails, and asks only for the rest', async () => {
    const cache = memoryCache()
    const texts = ['1', '2', '3', '4', '5', '6']
    const failing = fakeEmbedder({
      maxBatch: 2,
      before: asked => {
        if (asked.includes('5')) throw new Error('the line is dead')
      },
    })
    const broken = withCache(withBatches(failing, { width: 1 }), cache)
    await expect(broken.embed(texts, document)).rejects.toThrow('the line is dead')
    expect(missingTexts(failing, texts, 'document', cache)).toHaveLength(2)

    const mended = fakeEmbedder({ maxBatch: 2 })
    const { vectors } = await withCache(withBatches(mended), cache).embed(texts, document)
    expect(mended.requests).toEqual([['5', '6']])
    expect([...vectors.data]).toEqual([...bare(texts)])
  })

  test.each<[string, (row: number[]) => number[], RegExp]>([
    ['a number that is not one', row => [...row.slice(1), Number.NaN], /got NaN at place 3 .*"3"/],
    [
      'an infinite number',
      row => [Number.POSITIVE_INFINITY, ...row.slice(1)],
      /got Infinity at place 0 .*"3"/,
    ],
    ['a vector of zeros', () => [0, 0, 0, 0], /vector of zeros for "3"/],
    ['a short vector', row => row.slice(1), /vector of 3 numbers for "3"; expected 4/],
    ['a long vector', row => [...row, 1], /vector of 5 numbers for "3"; expected 4/],
  ])(
    'keeps nothing of an answer with %s, names model and text, and keeps the other batches',
    async (...row) => {
      const [, spoil, message] = row
      const cache = memoryCache()
      const texts = ['1', '2', '3', '4']
      const inner = fakeEmbedder({
        maxBatch: 2,
        answer: asked => asked.map(text => (text === '3' ? spoil(fakeVector(text, 4)) : fakeVector(text, 4))),
      })
      const call = withCache(withBatches(inner), cache).embed(texts, document)
      await expect(call).rejects.toMatchObject({
        code: 'invalid-response',
        message: expect.stringMatching(message),
        details: { model: 'test:fake', text: '3' },
      })
      expect(missingTexts(inner, ['1', '2'], 'document', cache)).toEqual([])
      expect(missingTexts(inner, ['3', '4'], 'document', cache)).toEqual(['3', '4'])
    },
  )

  test.each([0, 1, 3])('keeps nothing of an answer of %i vectors for 2 texts', async count => {
    const cache = memoryCache()
    const inner = fakeEmbedder({ answer: () => Array.from({ length: count }, () => [1, 2, 3, 4]) })
    await expect(withCache(inner, cache).embed(['1', '2'], document)).rejects.toThrow(
      `got ${count} vectors for 2 texts`,
    )
    expect(missingTexts(inner, ['1', '2'], 'document', cache)).toEqual(['1', '2'])
  })

  test('answers like the bare model whatever is kept already, and never asks twice', async () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 2, unit: fc.constantFrom('1', '2', '.') }))
    await fc.assert(
      fc.asyncProperty(texts, texts, fc.integer({ min: 1, max: 5 }), async (before, after, maxBatch) => {
        const cache = memoryCache()
        const inner = fakeEmbedder({ maxBatch })
        const model = withCache(withBatches(inner), cache)
        await model.embed(before, document)
        const { vectors } = await model.embed(after, document)
        expect([...vectors.data]).toEqual([...bare(after)])
        const asked = inner.requests.flat()
        expect(new Set(asked).size).toBe(asked.length)
        expect(new Set(asked)).toEqual(new Set([...before, ...after]))
      }),
    )
  })

  test('works around a model that is an instance of a class', async () => {
    class Counting implements Embedder {
      readonly kind = 'embedder'
      readonly #inner = fakeEmbedder()
      get id() {
        return this.#inner.id
      }
      get maxBatch() {
        return this.#inner.maxBatch
      }
      embed(...call: Parameters<Embedder['embed']>) {
        return this.#inner.embed(...call)
      }
    }
    const model = withCache(withBatches(new Counting()), memoryCache())
    expect((await model.embed(['1'], document)).vectors.count).toBe(1)
  })
})

describe('a reranker with a cache', () => {
  test('asks for each pair once, and only for what is missing', async () => {
    const cache = memoryCache()
    const inner = fakeReranker()
    const model = withCache(inner, cache)
    await model.score('q', ['1', '2', '1'], {})
    const { scores } = await model.score('q', ['3', '2', '1'], {})
    await model.score('r', ['1'], {})
    expect(inner.requests).toEqual([
      { query: 'q', documents: ['1', '2'] },
      { query: 'q', documents: ['3'] },
      { query: 'r', documents: ['1'] },
    ])
    expect([...scores]).toEqual(['3', '2', '1'].map(text => fakeScore('q', text)))
  })

  test('keeps float64 bytes, little-endian, under hashes of identity and query, and of both and the document', async () => {
    const cache = memoryCache()
    const inner = fakeReranker({ answer: () => [0.1] })
    await withCache(inner, cache).score('q', ['1'], {})
    const [bytes] = cache.read([scoreKeys(identityText(inner.id), 'q')(['1'])])
    expect([...bytes!]).toEqual([154, 153, 153, 153, 153, 153, 185, 63])
  })

  test('takes a kept value of a wrong length for missing', async () => {
    const cache = memoryCache()
    const inner = fakeReranker()
    const identity = identityText(inner.id)
    cache.write(identity, [{ key: scoreKeys(identity, 'q')(['1']), value: new Uint8Array(4) }])
    const { scores } = await withCache(inner, cache).score('q', ['1'], {})
    expect([...scores]).toEqual([fakeScore('q', '1')])
    expect(inner.requests).toHaveLength(1)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'takes the kept score %d for missing, of a listwise one too',
    async score => {
      for (const listwise of [false, true]) {
        const cache = memoryCache()
        const inner = fakeReranker({ listwise })
        const identity = identityText(inner.id)
        cache.write(identity, [
          { key: scoreKeys(identity, 'q')(['1']), value: scoreBytes(Float64Array.of(score)) },
        ])
        for (let time = 0; time < 2; time++)
          expect([...(await withCache(inner, cache).score('q', ['1'], {})).scores]).toEqual([
            fakeScore('q', '1'),
          ])
        expect(inner.requests).toHaveLength(1)
      }
    },
  )

  test('keeps the batches that were answered when a later one fails', async () => {
    const cache = memoryCache()
    const inner = fakeReranker({
      maxBatch: 2,
      answer: (_, documents) => documents.map(text => (text === '4' ? Number.NaN : 1)),
    })
    const call = withCache(withBatches(inner), cache).score('q', ['1', '2', '3', '4'], {})
    await expect(call).rejects.toThrow(/test:fake \(reranker\): got the score NaN for "4"/)
    expect(missingDocuments(inner, 'q', ['1', '2'], cache)).toEqual([])
    expect(missingDocuments(inner, 'q', ['3', '4'], cache)).toEqual(['3', '4'])
  })

  test.each([0, 1, 3])('keeps nothing of an answer of %i scores for 2 documents', async count => {
    const cache = memoryCache()
    const inner = fakeReranker({ answer: () => new Float64Array(count) })
    await expect(withCache(inner, cache).score('q', ['1', '2'], {})).rejects.toThrow(
      `got ${count} scores for 2 documents`,
    )
    expect(missingDocuments(inner, 'q', ['1', '2'], cache)).toEqual(['1', '2'])
  })

  test('counts answers and usage like an embedder does', async () => {
    const reported: Answered[] = []
    const model = withCache(fakeReranker({ tokensEach: 2 }), memoryCache(), {
      onAnswered: answered => reported.push(answered),
    })
    expect((await model.score('q', ['1', '2'], {})).usage).toEqual({ tokens: 4 })
    expect((await model.score('q', ['1', '2', '2', '3'], {})).usage).toEqual({ tokens: 2 })
    expect(reported).toEqual([
      { cached: 0, fresh: 2 },
      { cached: 3, fresh: 0 },
      { cached: 0, fresh: 1 },
    ])
  })
})

describe('a reranker whose scores are kept by lists', () => {
  test('has one entry for a call, and is not asked for the same call again', async () => {
    const inner = { ...fakeReranker({ maxBatch: 2 }), kept: 'lists' as const }
    const score = vi.fn(inner.score)
    const cache = memoryCache()
    const kept = withCache({ ...inner, score }, cache)
    const first = await kept.score('7', ['1', '2', '3'], {})
    expect(cache.summary()[0].answers).toBe(1)
    expect(await kept.score('7', ['1', '2', '3'], {})).toEqual({ scores: first.scores })
    expect(score).toHaveBeenCalledTimes(1)
    await kept.score('7', ['1', '2'], {})
    expect(score).toHaveBeenCalledTimes(2)
  })
})

describe('a listwise reranker with a cache', () => {
  test('is asked for the whole list, which is kept as a whole', async () => {
    const cache = memoryCache()
    const reported: Answered[] = []
    const inner = fakeReranker({ listwise: true, maxBatch: 2, tokensEach: 1 })
    const model = withCache(withBatches(inner), cache, { onAnswered: answered => reported.push(answered) })
    const documents = ['1', '2', '3', '1', '5']
    const once = await model.score('q', documents, {})
    const again = await model.score('q', documents, {})
    expect(inner.requests).toEqual([{ query: 'q', documents }])
    expect(again.scores).toEqual(once.scores)
    expect([once.usage, again.usage]).toEqual([{ tokens: 5 }, undefined])
    expect(reported).toEqual([
      { cached: 0, fresh: 5 },
      { cached: 5, fresh: 0 },
    ])
  })

  test('is asked again for another order, for fewer candidates and for another query', async () => {
    const inner = fakeReranker({ listwise: true })
    const model = withCache(inner, memoryCache())
    await model.score('q', ['1', '2'], {})
    await model.score('q', ['2', '1'], {})
    await model.score('q', ['1'], {})
    await model.score('r', ['1', '2'], {})
    expect(inner.requests).toHaveLength(4)
  })

  test('asks again for a list that was kept with another length', async () => {
    const cache = memoryCache()
    const inner = fakeReranker({ listwise: true })
    const identity = identityText(inner.id)
    cache.write(identity, [{ key: keyOf(identity, 'q', '1', '2'), value: new Uint8Array(8) }])
    expect((await withCache(inner, cache).score('q', ['1', '2'], {})).scores).toHaveLength(2)
    expect(inner.requests).toHaveLength(1)
  })
})

describe('what a call would ask for', () => {
  test('is told text by text, and asks nothing itself', async () => {
    const cache = memoryCache()
    const inner = fakeEmbedder()
    await withCache(inner, cache).embed(['1', '2'], document)
    const texts = ['2', '3', '2', '1', '4', '3']
    expect(missingTexts(inner, texts, 'document', cache)).toEqual(['3', '4'])
    expect(missingTexts(inner, texts, 'query', cache)).toEqual(['2', '3', '1', '4'])
    expect(inner.requests).toHaveLength(1)
    await withCache(inner, cache).embed(texts, document)
    expect(inner.requests[1]).toHaveLength(2)
  })

  test('is told pair by pair', async () => {
    const cache = memoryCache()
    const inner = fakeReranker()
    await withCache(inner, cache).score('q', ['1', '2'], {})
    expect(missingDocuments(inner, 'q', ['2', '3', '2'], cache)).toEqual(['3'])
    expect(missingDocuments(inner, 'r', ['2', '3', '2'], cache)).toEqual(['2', '3'])
    expect(inner.requests).toHaveLength(1)
  })

  test('is the list of a listwise reranker as a whole, or nothing', async () => {
    const cache = memoryCache()
    const inner = fakeReranker({ listwise: true })
    await withCache(inner, cache).score('q', ['1', '2', '1'], {})
    expect(missingDocuments(inner, 'q', ['1', '2', '1'], cache)).toEqual([])
    expect(missingDocuments(inner, 'q', ['1', '2'], cache)).toEqual(['1', '2'])
  })
})

function bare(texts: readonly string[]): Float32Array {
  return Float32Array.from(texts.flatMap(text => fakeVector(text, 4)))
}
