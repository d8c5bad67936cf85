import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planBatches } from '../../../src/models/decorators/batch-plan.ts'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import type { Role } from '../../../src/models/embedder.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { fakeEmbedder, fakeReranker, letters } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }
const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i))

embedderConformance('a fake', { create: fakeEmbedder, anySize: false })
embedderConformance('a fake in batches', {
  create: () => withBatches(fakeEmbedder({ maxBatch: 2 })),
  anySize: true,
})
rerankerConformance('a fake', { create: fakeReranker, anySize: false })
rerankerConformance('a fake in batches', {
  create: () => withBatches(fakeReranker({ maxBatch: 2 })),
  anySize: true,
})
rerankerConformance('a listwise fake in batches', {
  create: () => withBatches(fakeReranker({ maxBatch: 2, listwise: true })),
  anySize: true,
})

describe('planBatches', () => {
  test('fills each batch up to either limit', () => {
    expect(planBatches(5, { maxBatch: 2 })).toEqual([[0, 1], [2, 3], [4]])
    expect(planBatches(5, { maxBatch: 3, tokens: { most: 10, of: [4, 4, 4, 1, 1] } })).toEqual([
      [0, 1],
      [2, 3, 4],
    ])
  })

  test('gives an item over the token limit a batch of its own', () => {
    expect(planBatches(3, { maxBatch: 9, tokens: { most: 10, of: [1, 50, 1] } })).toEqual([[0], [1], [2]])
  })

  test('loses no place, keeps the order, and breaks no limit that can be kept', () => {
    const limits = [
      fc.array(fc.nat(20)),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 30 }),
    ] as const
    fc.assert(
      fc.property(...limits, (of, maxBatch, most) => {
        const batches = planBatches(of.length, { maxBatch, tokens: { most, of } })
        expect(batches.flat()).toEqual([...of.keys()])
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0)
          expect(batch.length).toBeLessThanOrEqual(maxBatch)
          const tokens = batch.reduce((sum, place) => sum + of[place], 0)
          if (batch.length > 1) expect(tokens).toBeLessThanOrEqual(most)
        }
      }),
    )
  })
})

describe('an embedder in batches', () => {
  test('answers any list with any limits like the model itself', async () => {
    const texts = fc.array(fc.string({ minLength: 1 }))
    const limit = fc.integer({ min: 1, max: 7 })
    await fc.assert(
      fc.asyncProperty(texts, limit, limit, fc.option(fc.integer({ min: 1, max: 40 })), async (...drawn) => {
        const [list, maxBatch, width, maxBatchTokens] = drawn
        const tokens = maxBatchTokens === null ? {} : { maxBatchTokens, tokenizer: letters }
        const inner = fakeEmbedder({ maxBatch, ...tokens })
        const { vectors } = await withBatches(inner, { width }).embed(list, document)
        const whole = await fakeEmbedder().embed(list, document)
        expect(vectors.count).toBe(list.length)
        expect([...vectors.data]).toEqual([...whole.vectors.data])
        expect(inner.requests.every(request => request.length <= maxBatch)).toBe(true)
      }),
    )
  })

  test('keeps input order though later batches answer first', async () => {
    const texts = numbers(6)
    const inner = fakeEmbedder({
      maxBatch: 1,
      before: async ([text]) => {
        for (let i = 0; i < 6 - Number(text); i++) await setImmediate()
      },
    })
    const reported: number[] = []
    const { vectors } = await withBatches(inner).embed(texts, {
      ...document,
      onPart: part => reported.push(...part.indices),
    })
    const whole = await fakeEmbedder().embed(texts, document)
    expect([...vectors.data]).toEqual([...whole.vectors.data])
    expect(reported).not.toEqual([...reported].sort())
  })

  test('counts the marks around a text among its tokens', async () => {
    const inner = fakeEmbedder({ maxBatch: 100, maxBatchTokens: 12, tokenizer: letters })
    await withBatches(inner).embed(['123', '456', '789'], document)
    expect(inner.requests).toEqual([['123', '456'], ['789']])
  })

  test('starts no more batches at once than its width', async () => {
    let running = 0
    let most = 0
    const inner = fakeEmbedder({
      maxBatch: 1,
      before: async () => {
        most = Math.max(most, ++running)
        await setImmediate()
        running--
      },
    })
    await withBatches(inner, { width: 3 }).embed(numbers(20), document)
    expect(most).toBe(3)
    expect(inner.requests).toHaveLength(20)
  })

  test('starts no new batch after one failed, tells those under way, and throws the first error', async () => {
    const inner = fakeEmbedder({
      maxBatch: 1,
      before: async ([text]) => {
        if (text === '2') throw new Error('two is odd')
        if (text === '3') await setImmediate()
      },
    })
    const reported: number[] = []
    const call = withBatches(inner, { width: 2 }).embed(numbers(20), {
      ...document,
      onPart: part => reported.push(...part.indices),
    })
    await expect(call).rejects.toThrow('two is odd')
    expect(reported).toEqual([0, 1, 3])
    expect(inner.requests).toEqual([['0'], ['1'], ['2'], ['3']])
  })

  test('starts no new batch after the signal was aborted', async () => {
    const controller = new AbortController()
    const inner = fakeEmbedder({ maxBatch: 1 })
    const call = withBatches(inner, { width: 1 }).embed(numbers(20), {
      ...document,
      signal: controller.signal,
      onPart: () => controller.abort(new Error('stopped')),
    })
    await expect(call).rejects.toThrow('stopped')
    expect(inner.requests).toHaveLength(1)
  })

  test('refuses batches whose vectors differ in length', async () => {
    const inner = fakeEmbedder({
      maxBatch: 1,
      declared: null,
      answer: ([text]) => [new Array<number>(Number(text)).fill(1)],
    })
    await expect(withBatches(inner).embed(['2', '3'], document)).rejects.toMatchObject({
      code: 'invalid-response',
    })
  })

  test('adds up usage', async () => {
    const inner = fakeEmbedder({ maxBatch: 2, tokensEach: 3 })
    expect((await withBatches(inner).embed(numbers(5), document)).usage).toEqual({ tokens: 15 })
  })
})

describe('a reranker in batches', () => {
  test('answers any list with any limits like the model itself', async () => {
    const texts = fc.array(fc.string({ minLength: 1 }))
    const limit = fc.integer({ min: 1, max: 7 })
    await fc.assert(
      fc.asyncProperty(texts, limit, limit, async (documents, maxBatch, width) => {
        const inner = fakeReranker({ maxBatch })
        const { scores } = await withBatches(inner, { width }).score('q', documents, {})
        expect([...scores]).toEqual([...(await fakeReranker().score('q', documents, {})).scores])
        expect(inner.requests).toHaveLength(Math.ceil(documents.length / maxBatch))
      }),
    )
  })

  test('counts the query again for each document', async () => {
    const inner = fakeReranker({ maxBatch: 100, maxBatchTokens: 30, tokenizer: letters })
    await withBatches(inner).score('four', ['1', '2', '3', '4'], {})
    // 4 letters and 3 marks of the query, 1 letter and 3 marks of the document: 11 a pair.
    expect(inner.requests.map(({ documents }) => documents)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  test('never splits the list of a listwise reranker', async () => {
    const inner = fakeReranker({ maxBatch: 2, maxBatchTokens: 1, tokenizer: letters, listwise: true })
    const documents = numbers(9)
    await withBatches(inner).score('q', documents, {})
    expect(inner.requests).toEqual([{ query: 'q', documents }])
  })

  test('adds up usage', async () => {
    const inner = fakeReranker({ maxBatch: 2, tokensEach: 3 })
    expect((await withBatches(inner).score('q', numbers(5), {})).usage).toEqual({ tokens: 15 })
  })
})
