import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { type ProbeRequest, probe } from '../../src/usecases/probe.ts'
import { fakeEmbedder, fakeReranker, letters } from '../models/fakes.ts'
import { queuedProbe, settings, shared, testWorker } from './fixtures/queued-probe.ts'
import { testRedis } from './fixtures/redis-server.ts'

const embedder = (given: Parameters<typeof fakeEmbedder>[0] = {}) =>
  fakeEmbedder({ maxBatch: 4, tokenizer: letters, tokensEach: 3, ...given })
const reranker = () => fakeReranker({ model: 'reranker', maxBatch: 5 })

const requestOf = (models: ProbeRequest['models']): ProbeRequest => ({
  models,
  series: ['1..12'],
  experiments: ['pairs'],
  controls: 'none',
})

/** The texts that a model was asked for, sorted. */
const textsOf = ({ requests }: { requests: string[][] }) => requests.flat().sort()
const numbers = Array.from({ length: 12 }, (_, at) => `${at + 1}`).sort()

describe('a probe by a queue', () => {
  test('gives byte for byte the run of one machine', async () => {
    await using redis = await testRedis()
    const alone = await probe(requestOf([embedder(), reranker()]), settings)
    await using _first = await testWorker(redis.url, [embedder(), reranker()])
    await using _second = await testWorker(redis.url, [embedder(), reranker()])
    const [ownEmbedder, ownReranker] = [embedder(), reranker()]
    const run = await queuedProbe(redis.url, requestOf([ownEmbedder, ownReranker]))
    expect(shared(run)).toBe(shared(alone))
    expect(run.session.requests).toBe(alone.session.requests)
    expect([...ownEmbedder.requests, ...ownReranker.requests]).toEqual([])
  })

  test('leaves nothing in Redis but what BullMQ keeps of a queue, and no vector in the stream of events', async () => {
    await using redis = await testRedis()
    await using worker = await testWorker(redis.url, [embedder({ dimensions: 64 })])
    await queuedProbe(redis.url, requestOf([embedder({ dimensions: 64 })]))
    expect(worker.requests.length).toBe(3)
    const client = redis.client()
    const kept = (await client.keys('*')).filter(key => /answer:|wanted:|tries:|:q[0-9a-f]{64}/.test(key))
    expect(kept).toEqual([])
    for (const key of await client.keys('*:events'))
      expect(JSON.stringify(await client.xrange(key, '-', '+')).length).toBeLessThan(5000)
  })

  test('needs no worker and no Redis for what the cache has', async () => {
    const cache = memoryCache()
    const alone = await probe(requestOf([embedder()]), { ...settings, cache })
    const run = await queuedProbe('redis://127.0.0.1:1', requestOf([embedder()]), { cache })
    expect(shared(run)).toBe(shared(alone))
  })

  test('shares what another probe is asking at the same time', async () => {
    await using redis = await testRedis()
    const slow = embedder({ before: () => setTimeout(150) })
    await using _worker = await testWorker(redis.url, [slow])
    const runs = await Promise.all([1, 2].map(() => queuedProbe(redis.url, requestOf([embedder()]))))
    expect(shared(runs[0])).toBe(shared(runs[1]))
    expect(textsOf(slow)).toEqual(numbers)
  })

  test('splits a request that a worker calls too large', async () => {
    await using redis = await testRedis()
    const { NumeracyError } = await import('../../src/base/error.ts')
    const small = embedder({
      before(texts) {
        if (texts.length > 2)
          throw new NumeracyError('model-unavailable', 'Too much.', { details: { tooLarge: true } })
      },
    })
    await using _worker = await testWorker(redis.url, [small])
    const run = await queuedProbe(redis.url, requestOf([embedder()]))
    expect(shared(run)).toBe(shared(await probe(requestOf([embedder()]), settings)))
  })

  test('goes on after Redis was killed and came back', async () => {
    await using redis = await testRedis()
    const slow = embedder({ maxBatch: 1, before: () => setTimeout(100) })
    await using _worker = await testWorker(redis.url, [slow], { concurrency: 1 })
    const notices: string[] = []
    const listen = (event: { type: string; message?: string }) => {
      if (event.type === 'notice') notices.push(event.message!)
    }
    const running = queuedProbe(redis.url, requestOf([embedder({ maxBatch: 1 })]), { listen })
    while (slow.requests.length < 3) await setTimeout(20)
    await redis.stop()
    while (notices.length === 0) await setTimeout(20)
    await redis.start()
    const run = await running
    expect(shared(run)).toBe(shared(await probe(requestOf([embedder({ maxBatch: 1 })]), settings)))
    expect(notices.join('\n')).toMatch(/does not answer.*answers again/s)
  })

  test('goes on after Redis has lost its memory', async () => {
    await using redis = await testRedis()
    const slow = embedder({ maxBatch: 1, before: () => setTimeout(100) })
    await using _worker = await testWorker(redis.url, [slow], { concurrency: 1 })
    const running = queuedProbe(redis.url, requestOf([embedder({ maxBatch: 1 })]))
    while (slow.requests.length < 3) await setTimeout(20)
    await redis.client().flushall()
    expect((await running).matrices.length).toBe(1)
  })

  test('takes its requests back when it is stopped', async () => {
    await using redis = await testRedis()
    const stop = new AbortController()
    const running = queuedProbe(redis.url, requestOf([embedder()]), { signal: stop.signal })
    const ended = expect(running).rejects.toThrow()
    await setTimeout(500)
    stop.abort()
    await ended
    const client = redis.client()
    expect((await client.keys('*')).filter(key => /:q[0-9a-f]{64}|wanted:/.test(key))).toEqual([])
  })
})

describe('a request that cannot be answered', () => {
  test('fails alone after three tries, with its text named, and all others are kept', async () => {
    await using redis = await testRedis()
    const cache = memoryCache()
    const poisoned = embedder({
      answer: texts => texts.map(text => (text === '7' ? [Number.NaN, 1, 1, 1] : [1, 2, 3, text.length])),
    })
    await using worker = await testWorker(redis.url, [poisoned])
    await expect(queuedProbe(redis.url, requestOf([embedder()]), { cache })).rejects.toThrow(
      /NaN.*"7".*Asked 3 times by workers of the queue: the text "7"/s,
    )
    expect(poisoned.requests.filter(texts => texts.join() === '7').length).toBe(3)
    expect(worker.requests.some(({ outcome }) => outcome === 'failed')).toBe(true)
    const asked = poisoned.requests.length
    await expect(queuedProbe(redis.url, requestOf([embedder()]), { cache })).rejects.toThrow(/"7"/)
    // The text that stood beside it in the last half was not reached.
    expect(new Set(poisoned.requests.slice(asked).flat())).toEqual(new Set(['7', '8']))
  })

  test('that ends every worker fails after three of them, and what ran beside it is answered', async () => {
    await using redis = await testRedis()
    const stop = new AbortController()
    const killed: Promise<unknown>[] = []
    const again = (async () => {
      while (!stop.signal.aborted) {
        const child = spawn(process.execPath, [
          join(import.meta.dirname, 'fixtures', 'deadly-worker.ts'),
          redis.url,
        ])
        stop.signal.addEventListener('abort', () => child.kill('SIGKILL'))
        const end = once(child, 'exit')
        killed.push(end)
        await end
      }
    })()
    const cache = memoryCache()
    await expect(queuedProbe(redis.url, requestOf([embedder({ maxBatch: 1 })]), { cache })).rejects.toThrow(
      /3 workers ended while they were at the text "7"/,
    )
    stop.abort()
    await again
    expect(killed.length).toBeGreaterThanOrEqual(4)
    const well = embedder({ maxBatch: 1 })
    await probe(requestOf([well]), { ...settings, cache })
    expect(textsOf(well)).toEqual(['7'])
  })

  test('is not split where nothing is answered', async () => {
    await using redis = await testRedis()
    const broken = embedder({
      before() {
        throw new Error('the disk is full')
      },
    })
    await using _worker = await testWorker(redis.url, [broken])
    await expect(queuedProbe(redis.url, requestOf([embedder()]))).rejects.toThrow(
      /the disk is full.*one of 4 texts \("1" to "4"\)/s,
    )
    expect(broken.requests.length).toBe(3)
  })
})

describe('a worker', () => {
  test('with another identity or another version is not asked, and the error says what is there', async () => {
    await using redis = await testRedis()
    const other = embedder()
    await using _other = await testWorker(redis.url, [{ ...other, id: { ...other.id, revision: 'abc' } }])
    await using _old = await testWorker(redis.url, [embedder()], { version: '1.2.2' })
    await expect(queuedProbe(redis.url, requestOf([embedder()]))).rejects.toThrow(
      /have another version of it.*Expected:\n {2}embedder test:fake.*numeracy 1\.2\.3\nThere are:(?=.*revision abc)(?=.*numeracy 1\.2\.2)/s,
    )
    expect(other.requests).toEqual([])
  })

  test('that does not come is waited for as long as the address says', async () => {
    await using redis = await testRedis()
    await expect(queuedProbe(`${redis.url}?wait=2`, requestOf([embedder()]))).rejects.toThrow(
      /no worker came within 2 seconds.*No worker is there/s,
    )
  })

  test('finishes what it is at when it is asked to end, and begins nothing else', async () => {
    await using redis = await testRedis()
    const slow = embedder({ maxBatch: 1, before: () => setTimeout(400) })
    const worker = await testWorker(redis.url, [slow], { concurrency: 2 })
    const running = queuedProbe(redis.url, requestOf([embedder({ maxBatch: 1 })]))
    while (slow.requests.length === 0) await setTimeout(20)
    await worker.end()
    const begun = slow.requests.length
    expect(worker.requests.filter(({ outcome }) => outcome === 'answered').length).toBe(begun)
    expect(begun).toBeLessThan(12)
    const next = embedder({ maxBatch: 1 })
    await using _next = await testWorker(redis.url, [next])
    await running
    expect([...textsOf(slow), ...textsOf(next)].sort()).toEqual(numbers)
  })

  test('keeps, with all others together, to what a provider allows in a minute', async () => {
    await using redis = await testRedis()
    const times: number[] = []
    const paced = () => ({
      ...embedder({ maxBatch: 1, before: () => void times.push(performance.now()) }),
      pace: { requestsPerMinute: 600 },
    })
    await using _first = await testWorker(redis.url, [paced()])
    await using _second = await testWorker(redis.url, [paced()])
    await queuedProbe(redis.url, requestOf([embedder({ maxBatch: 1 })]))
    expect(times.length).toBe(12)
    // Twelve requests at 100 ms each, of which the first waits for none.
    expect(times.at(-1)! - times[0]).toBeGreaterThan(900)
  })

  test('counts tokens too, by what earlier answers took of each character', async () => {
    await using redis = await testRedis()
    const times: number[] = []
    // Each text is one or two characters, and the answers say three tokens of each text.
    const paced = () => ({
      ...embedder({ maxBatch: 1, before: () => void times.push(performance.now()) }),
      pace: { tokensPerMinute: 1200 },
    })
    await using _first = await testWorker(redis.url, [paced()], { concurrency: 1 })
    await using _second = await testWorker(redis.url, [paced()], { concurrency: 1 })
    await queuedProbe(redis.url, requestOf([embedder({ maxBatch: 1 })]))
    expect(times.length).toBe(12)
    // Eleven requests after the first: those of a minute's share of three tokens are 150 ms apart, fewer at first.
    expect(times.at(-1)! - times[0]).toBeGreaterThan(900)
  })

  test('waits with all others when a server says that it is too much', async () => {
    await using redis = await testRedis()
    const { NumeracyError } = await import('../../src/base/error.ts')
    let refused = false
    const limited = embedder({
      before() {
        if (refused) return
        refused = true
        throw new NumeracyError('model-unavailable', 'Too many requests.', {
          retryable: true,
          details: { status: 429, retryAfterSeconds: 1 },
        })
      },
    })
    await using worker = await testWorker(redis.url, [limited])
    await queuedProbe(redis.url, requestOf([embedder()]))
    expect(worker.requests.map(({ outcome }) => outcome)).toEqual(['answered', 'answered', 'answered'])
  })
})
