import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { withLimit } from '../../../src/models/decorators/limit.ts'
import type { Role } from '../../../src/models/embedder.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }

embedderConformance('a fake with a limit', {
  create: () => withLimit(fakeEmbedder(), { concurrency: 1 }),
  anySize: false,
})
rerankerConformance('a fake with a limit', {
  create: () => withLimit(fakeReranker(), { concurrency: 1 }),
  anySize: false,
})

describe('withLimit', () => {
  test.each([1, 3])('has at most %i requests under way, and counts them all', async concurrency => {
    let running = 0
    let most = 0
    let counted = 0
    const before = async () => {
      most = Math.max(most, ++running)
      await setImmediate()
      running--
    }
    const model = withLimit(fakeReranker({ before }), { concurrency, onRequest: () => counted++ })
    await Promise.all(Array.from({ length: 10 }, (_, i) => model.score(`q${i}`, ['1'], {})))
    expect(most).toBe(concurrency)
    expect(counted).toBe(10)
  })

  test('frees the slot of a request that failed', async () => {
    const inner = fakeEmbedder({
      before: (_, request) => {
        if (request === 1) throw new Error('once')
      },
    })
    const model = withLimit(inner, { concurrency: 1 })
    const calls = await Promise.allSettled([model.embed(['1'], document), model.embed(['2'], document)])
    expect(calls.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  test('never sends a request whose signal was aborted while it waited', async () => {
    const controller = new AbortController()
    const inner = fakeEmbedder()
    let counted = 0
    const model = withLimit(inner, { concurrency: 1, onRequest: () => counted++ })
    const first = model.embed(['1'], document)
    const second = model.embed(['2'], { ...document, signal: controller.signal })
    controller.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    await first
    expect(inner.requests).toEqual([['1']])
    expect(counted).toBe(1)
  })
})
