import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import { type CacheOptions, withCache } from '../../../src/models/decorators/cache.ts'
import type { Role } from '../../../src/models/embedder.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { open } from '../../store/fixtures/opened.ts'
import { fakeEmbedder, fakeReranker, fakeScore, fakeVector } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }
const quick: CacheOptions = { wait: (_, signal) => setTimeout(1, undefined, signal && { signal }) }

/** Two openings of one cache stand for two processes: neither knows what the other has in memory. */
function caches(count = 2, folder = temporaryFolder()) {
  const opened = Array.from({ length: count }, () => open(folder).cache)
  onTestFinished(() => {
    for (const cache of opened) cache.close()
  })
  return opened
}

describe('a model that several processes ask at once with one cache', () => {
  test('is asked for each text by one of them, and all get all vectors', async () => {
    const inners = caches(3).map(cache => ({ cache, inner: fakeEmbedder({ maxBatch: 2 }) }))
    const texts = ['1', '2', '3', '4', '5', '2']
    const answers = await Promise.all(
      inners.map(({ cache, inner }) => withCache(withBatches(inner), cache, quick).embed(texts, document)),
    )
    for (const { vectors } of answers)
      expect([...vectors.data]).toEqual([...Float32Array.from(texts.flatMap(text => fakeVector(text, 4)))])
    expect(inners.flatMap(({ inner }) => inner.requests.flat()).sort()).toEqual(['1', '2', '3', '4', '5'])
  })

  test('is asked for each pair by one of them', async () => {
    const inners = caches(3).map(cache => ({ cache, inner: fakeReranker({ maxBatch: 2 }) }))
    const texts = ['1', '2', '3', '4', '5']
    const answers = await Promise.all(
      inners.flatMap(({ cache, inner }) =>
        ['q', 'r'].map(query => withCache(withBatches(inner), cache, quick).score(query, texts, {})),
      ),
    )
    for (const [at, { scores }] of answers.entries())
      expect([...scores]).toEqual(texts.map(text => fakeScore('qr'[at % 2], text)))
    expect(inners.flatMap(({ inner }) => inner.requests.flatMap(({ documents }) => documents))).toHaveLength(
      10,
    )
  })

  test('is asked for each list by one of them, where it is listwise', async () => {
    const inners = caches(3).map(cache => ({ cache, inner: fakeReranker({ listwise: true }) }))
    const answers = await Promise.all(
      inners.map(({ cache, inner }) => withCache(inner, cache, quick).score('q', ['1', '2'], {})),
    )
    expect(answers.map(({ scores }) => [...scores])).toEqual(
      Array.from({ length: 3 }, () => [fakeScore('q', '1'), fakeScore('q', '2') + 1]),
    )
    expect(inners.flatMap(({ inner }) => inner.requests)).toHaveLength(1)
  })

  test('is asked for what it owes by another when the one that asked has failed', async () => {
    const [one, other] = caches()
    const begun = Promise.withResolvers<void>()
    const fail = Promise.withResolvers<void>()
    const failing = fakeEmbedder({
      async before() {
        begun.resolve()
        await fail.promise
        throw new Error('the line is dead')
      },
    })
    const broken = withCache(failing, one, quick).embed(['1', '2'], document)
    broken.catch(() => {})
    await begun.promise
    const mended = fakeEmbedder()
    const answer = withCache(mended, other, quick).embed(['2', '3'], document)
    await expect.poll(() => mended.requests, { timeout: 30_000 }).toEqual([['3']])
    fail.resolve()
    await expect(broken).rejects.toThrow('the line is dead')
    expect((await answer).vectors.count).toBe(2)
    expect(mended.requests).toEqual([['3'], ['2']])
  })

  test('says once that another is waited for, and stops waiting when interrupted', async () => {
    const [one, other] = caches()
    const end = Promise.withResolvers<void>()
    const slow = withCache(fakeEmbedder({ before: () => end.promise }), one, quick).embed(['1'], document)
    const interruption = new AbortController()
    let reported = 0
    const model = withCache(fakeEmbedder(), other, {
      ...quick,
      onShared: () => {
        reported++
        void setTimeout(20).then(() => interruption.abort(new Error('enough')))
      },
    })
    const calls = [1, 2].map(() => model.embed(['1'], { ...document, signal: interruption.signal }))
    for (const result of await Promise.allSettled(calls)) expect(result.status).toBe('rejected')
    expect(reported).toBe(1)
    end.resolve()
    await slow
  })

  test('gives back what it has claimed when it is interrupted', async () => {
    const [one, other] = caches()
    const interruption = new AbortController()
    const stuck = fakeEmbedder({
      before: () => setTimeout(600_000, undefined, { signal: interruption.signal }),
    })
    const call = withCache(stuck, one, quick).embed(['1'], { ...document, signal: interruption.signal })
    interruption.abort()
    await expect(call).rejects.toThrow()
    const inner = fakeEmbedder()
    await withCache(inner, other, quick).embed(['1'], document)
    expect(inner.requests).toEqual([['1']])
  })

  test('never hangs and never asks twice, whatever the texts and however the calls overlap', async () => {
    const texts = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 8 })
    const calls = fc.array(texts, { minLength: 1, maxLength: 3 })
    const folder = temporaryFolder()
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(calls, { minLength: 2, maxLength: 3 }), async processes => {
        round++
        const opened = caches(processes.length, folder)
        const inners = opened.map(() =>
          fakeEmbedder({ model: String(round), maxBatch: 2, before: () => setTimeout(1) }),
        )
        await Promise.all(
          processes.map(async (own, at) => {
            const model = withCache(withBatches(inners[at]), opened[at], quick)
            for (const asked of own) {
              const { vectors } = await model.embed(asked, document)
              expect([...vectors.data]).toEqual([
                ...Float32Array.from(asked.flatMap(text => fakeVector(text, 4))),
              ])
            }
          }),
        )
        const asked = inners.flatMap(({ requests }) => requests.flat())
        expect(asked.length).toBe(new Set(processes.flat(2)).size)
        for (const cache of opened) cache.close()
      }),
      { numRuns: 40 },
    )
  })
})
