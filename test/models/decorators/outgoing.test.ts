import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { type GuardOptions, guarded } from '../../../src/models/decorators/guarded.ts'
import type { Embedder } from '../../../src/models/embedder.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

const document = { role: 'document' } as const
const numbers = (count: number) => Array.from({ length: count }, (_, at) => String(at))

function guards(given: Partial<GuardOptions> = {}): GuardOptions {
  return {
    cache: memoryCache(),
    concurrency: 4,
    now: () => 0,
    retry: { random: () => 0, wait: async () => {} },
    ...given,
  }
}

/** Refuses more than `most` texts at once. */
const refusing =
  (most: number, details: object = {}) =>
  (texts: readonly string[]) => {
    if (texts.length > most)
      throw new NumeracyError('model-unavailable', 'too large', { details: { tooLarge: true, ...details } })
  }

describe('what a model takes at once', () => {
  test('is the number that it names, asked for from then on', async () => {
    const inner = fakeEmbedder({ maxBatch: 32, before: refusing(10, { atMost: 10 }) })
    const model = guarded(inner, guards())
    const { vectors } = await model.embed(numbers(100), document)
    expect(vectors).toEqual((await fakeEmbedder().embed(numbers(100), document)).vectors)
    const sizes = inner.requests.map(({ length }) => length)
    expect(sizes.filter(size => size > 10)).toEqual([32])
    await model.embed(
      numbers(200).map(text => `again ${text}`),
      document,
    )
    expect(inner.requests.filter(({ length }) => length > 10)).toHaveLength(1)
  })

  test.each([1, 8])(
    'is learned by halves where it names none, once for all batches, %i at once',
    async concurrency => {
      const inner = fakeReranker({ maxBatch: 32, before: refusing(5) })
      const model = guarded(inner, guards({ concurrency }))
      const { scores } = await model.score('q', numbers(96), {})
      expect(scores).toEqual((await fakeReranker().score('q', numbers(96), {})).scores)
      expect(inner.requests.map(({ documents }) => documents.length).filter(size => size > 5)).toEqual([
        32, 16, 8,
      ])
    },
  )

  test.each([
    ['one that is no smaller', 64],
    ['nothing', 0],
    ['no number', 'a few'],
  ])('is half as much where %s is named', async (_, atMost) => {
    const inner = fakeEmbedder({ maxBatch: 8, before: refusing(4, { atMost }) })
    await guarded(inner, guards()).embed(numbers(8), document)
    expect(inner.requests.map(({ length }) => length)).toEqual([8, 4, 4])
  })

  test('is not less for one text that is too long by itself, which ends the call', async () => {
    const inner = fakeEmbedder({
      maxBatch: 8,
      before: texts => {
        if (texts.includes('5'))
          throw new NumeracyError('model-unavailable', 'too long', {
            details: texts.length > 1 ? { tooLarge: true, tooLong: true } : { tooLong: true },
          })
      },
    })
    const model = guarded(inner, guards({ concurrency: 1 }))
    await expect(model.embed(numbers(8), document)).rejects.toThrow('too long It is "5", of 1 characters.')
    await model.embed(
      numbers(8).map(text => `new ${text}`),
      document,
    )
    expect(inner.requests.at(-1)).toHaveLength(8)
  })

  test('is said to be too much no more where it cannot be split', async () => {
    for (const inner of [
      fakeReranker({ listwise: true, before: refusing(2) }),
      fakeReranker({ maxBatch: 1, before: refusing(0) }),
    ]) {
      const calls = Array.from({ length: 20 }, (_, at) =>
        guarded(inner, guards()).score(`q${at}`, numbers(3), {}),
      )
      await expect(calls[0]).rejects.toMatchObject({
        message: 'too large',
        details: expect.not.objectContaining({ tooLarge: true }),
      })
      await Promise.allSettled(calls)
    }
  })

  test('counts no request that is not sent', async () => {
    let requests = 0
    const inner = fakeEmbedder({ maxBatch: 32, before: refusing(10, { atMost: 10 }) })
    await guarded(inner, guards({ onRequest: () => requests++ })).embed(numbers(100), document)
    expect(requests).toBe(inner.requests.length)
  })
})

test('another model that answers is told of with each answer, by its name', async () => {
  const names: string[] = []
  const inner = fakeEmbedder({ maxBatch: 4 })
  const other: Embedder = {
    ...inner,
    embed: async (texts, options) => ({ ...(await inner.embed(texts, options)), anotherModel: 'other' }),
  }
  await guarded(other, guards({ onAnotherModel: name => names.push(name) })).embed(numbers(8), document)
  expect(names).toEqual(['other', 'other'])
})
