import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { bundledUseLite } from '../../../src/models/adapters/bundled-use-lite.ts'
import { standInReranker } from '../../../src/models/adapters/stand-in-reranker.ts'
import { type GuardOptions, guarded } from '../../../src/models/decorators/guarded.ts'
import type { Role } from '../../../src/models/embedder.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { embedderConformance } from '../../conformance/embedder.ts'
import { rerankerConformance } from '../../conformance/reranker.ts'
import { fakeEmbedder, fakeReranker } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }
const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i))

function guards(options: Partial<GuardOptions> = {}): GuardOptions {
  return {
    cache: memoryCache(),
    concurrency: 2,
    now: () => 0,
    retry: { random: () => 0, wait: async () => {} },
    ...options,
  }
}

embedderConformance('bundled:use-lite, guarded', {
  create: () => guarded(bundledUseLite(), guards()),
  anySize: true,
})
embedderConformance('a fake, guarded', { create: () => guarded(fakeEmbedder(), guards()), anySize: true })
rerankerConformance('bundled:use-lite, guarded', {
  create: () => guarded(standInReranker(bundledUseLite()), guards()),
  anySize: true,
})
rerankerConformance('a fake, guarded', { create: () => guarded(fakeReranker(), guards()), anySize: true })
rerankerConformance('a listwise fake, guarded', {
  create: () => guarded(fakeReranker({ listwise: true }), guards()),
  anySize: true,
})

describe('guarded', () => {
  test('counts requests, those made again included, and asks for nothing that is kept', async () => {
    let requests = 0
    const options = guards({ onRequest: () => requests++ })
    const inner = fakeEmbedder({
      maxBatch: 5,
      before: (_, request) => {
        if (request === 1) throw new NumeracyError('model-unavailable', 'busy', { retryable: true })
      },
    })
    const model = guarded(inner, options)
    await model.embed(numbers(12), document)
    expect(requests).toBe(4)
    await model.embed(numbers(12), document)
    expect(requests).toBe(4)
  })

  test('lets others go on while one request waits for its retry, once one of them is answered', async () => {
    let resume = () => {}
    const paused = new Promise<void>(resolve => {
      resume = resolve
    })
    const inner = fakeEmbedder({
      maxBatch: 1,
      before: async ([text], request) => {
        if (text === '1' && request === 2)
          throw new NumeracyError('model-unavailable', 'busy', { retryable: true })
        for (let turn = 0; turn < 5; turn++) await setImmediate()
      },
    })
    const retry = { random: () => 0, wait: () => paused }
    const model = guarded(inner, guards({ concurrency: 2, retry }))
    const call = model.embed(numbers(6), document)
    while (inner.requests.length < 6) await setImmediate()
    expect(inner.requests.map(([text]) => text)).toEqual(['0', '1', '2', '3', '4', '5'])
    resume()
    await call
    expect(inner.requests.at(-1)).toEqual(['1'])
  })

  test('embeds a thousand texts and scores them while timers run', async () => {
    const texts = numbers(1000)
    const embedder = guarded(bundledUseLite(), guards())
    const reranker = guarded(standInReranker(bundledUseLite()), guards())
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const { vectors } = await embedder.embed(texts, document)
    const { scores } = await reranker.score('what is the closest item to 7?', texts, {})
    clearInterval(timer)
    expect(vectors.count).toBe(1000)
    expect(scores).toHaveLength(1000)
    expect(ticks).toBeGreaterThanOrEqual(5)
  })

  test('warns of no leak when a thousand requests share a signal', async () => {
    const warnings: string[] = []
    const listen = (warning: Error) => warnings.push(warning.name)
    process.on('warning', listen)
    const { signal } = new AbortController()
    const model = guarded(fakeEmbedder({ maxBatch: 1 }), guards({ concurrency: 50 }))
    await model.embed(numbers(1000), { ...document, signal })
    await setImmediate()
    process.off('warning', listen)
    expect(warnings).toEqual([])
  })
})
