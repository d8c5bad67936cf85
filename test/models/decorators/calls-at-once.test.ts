import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import { withCache } from '../../../src/models/decorators/cache.ts'
import type { Embedder, Role } from '../../../src/models/embedder.ts'
import type { AnswerCache } from '../../../src/store/answer-cache.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { open } from '../../store/fixtures/opened.ts'
import { fakeEmbedder, fakeReranker, fakeScore, fakeVector } from '../fakes.ts'

const document: { role: Role } = { role: 'document' }

/** For what would hang: a test that fails does so within a minute. */
const limit = 60_000

function onDisk(folder = temporaryFolder()): AnswerCache {
  const { cache } = open(folder)
  onTestFinished(() => cache.close())
  return cache
}

/** Two views of one place: of one cache, or of one folder that is opened twice. */
const places: [string, () => readonly [AnswerCache, AnswerCache]][] = [
  ['one cache in memory', () => twice(memoryCache())],
  ['one cache on disk', () => twice(onDisk())],
  [
    'one folder that is opened twice',
    () => {
      const folder = temporaryFolder()
      return [onDisk(folder), onDisk(folder)]
    },
  ],
]

function twice(cache: AnswerCache) {
  return [cache, cache] as const
}

describe.each(places)('calls under way at once on %s', (_, create) => {
  test('ask for each text once, and all get all vectors', { timeout: limit }, async () => {
    const inner = fakeEmbedder({ maxBatch: 2, before: () => setTimeout(1) })
    const models = create().map(cache => withCache(withBatches(inner), cache))
    const asked = [
      ['1', '2', '3', '4', '5', '2'],
      ['5', '6', '1'],
    ]
    const answers = await Promise.all(asked.map((texts, at) => models[at].embed(texts, document)))
    for (const [at, { vectors }] of answers.entries()) expect([...vectors.data]).toEqual(vectorsOf(asked[at]))
    expect(inner.requests.flat().sort()).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test('ask for each pair once, and for each list of a listwise model once', { timeout: limit }, async () => {
    for (const listwise of [false, true]) {
      const inner = fakeReranker({ listwise, before: () => setTimeout(1) })
      const caches = create()
      const answers = await Promise.all(
        caches.map(cache => withCache(inner, cache).score('q', ['1', '2'], {})),
      )
      for (const { scores } of answers)
        expect([...scores]).toEqual(['1', '2'].map((text, at) => fakeScore('q', text) + (listwise ? at : 0)))
      expect(inner.requests).toHaveLength(1)
    }
  })

  test('take over what another has failed at', { timeout: limit }, async () => {
    const [one, other] = create()
    const fail = Promise.withResolvers<void>()
    const failing = fakeEmbedder({ before: () => fail.promise })
    const broken: Promise<unknown> = withCache(failing, one).embed(['1', '2'], document)
    for (const each of [fail.promise, broken]) each.catch(() => {})
    const sound = fakeEmbedder()
    const answer = withCache(sound, other).embed(['2', '3'], document)
    await expect.poll(() => sound.requests, { timeout: 30_000 }).toEqual([['3']])
    fail.reject(new Error('the line is dead'))
    await expect(broken).rejects.toThrow('the line is dead')
    expect([...(await answer).vectors.data]).toEqual(vectorsOf(['2', '3']))
    expect(sound.requests).toEqual([['3'], ['2']])
  })

  test('get each part as it arrives, and stop waiting when interrupted', { timeout: limit }, async () => {
    const [one, other] = create()
    const end = Promise.withResolvers<void>()
    const slow = fakeEmbedder({
      maxBatch: 1,
      before: asked => (asked.includes('2') ? end.promise : undefined),
    })
    const first = withCache(withBatches(slow), one).embed(['1', '2'], document)
    const interruption = new AbortController()
    const parts: number[][] = []
    const waiting = withCache(fakeEmbedder(), other).embed(['2', '1'], {
      ...document,
      signal: interruption.signal,
      onPart: ({ indices }) => {
        parts.push([...indices])
        void setTimeout(5).then(() => interruption.abort(new Error('enough')))
      },
    })
    await expect(waiting).rejects.toThrow()
    expect(parts).toEqual([[1]])
    end.resolve()
    await first
  })

  test('never hang and never ask twice, whatever the texts and however the calls overlap', {
    timeout: 4 * limit,
  }, async () => {
    const texts = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 8 })
    const caches = create()
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { minLength: 2, maxLength: 5 }), async calls => {
        const inner = fakeEmbedder({
          model: String(++round),
          maxBatch: 2,
          before: () => new Promise(resolve => setImmediate(resolve)),
        })
        const answers = await Promise.all(
          calls.map((asked, at) => withCache(withBatches(inner), caches[at % 2]).embed(asked, document)),
        )
        for (const [at, { vectors }] of answers.entries())
          expect([...vectors.data]).toEqual(vectorsOf(calls[at]))
        expect(inner.requests.flat()).toHaveLength(new Set(calls.flat()).size)
      }),
      { numRuns: 20 },
    )
  })

  test('do not wait for each other where models ask each other in a ring', { timeout: limit }, async () => {
    const [one, other] = create()
    const bothAtWork = meeting(2)
    const texts: string[] = []
    // Each asks the other while it answers, and each answer is what the other is asked for already.
    const ring: Record<'a' | 'b', Embedder> = {
      a: around(fakeEmbedder({ model: 'a' }), async asked => {
        texts.push(...asked)
        if (asked[0] !== 'x') return
        await bothAtWork()
        await withCache(ring.b, one).embed(['y'], document)
      }),
      b: around(fakeEmbedder({ model: 'b' }), async asked => {
        texts.push(...asked)
        if (asked[0] !== 'y' || texts.filter(text => text === 'y').length > 1) return
        await bothAtWork()
        await withCache(ring.a, other).embed(['z'], document)
      }),
    }
    const answers = await Promise.all([
      withCache(ring.a, one).embed(['x', 'z'], document),
      withCache(ring.b, other).embed(['y'], document),
    ])
    expect(answers.map(({ vectors }) => vectors.count)).toEqual([2, 1])
  })

  test('end in an error where an answer asks for itself', { timeout: limit }, async () => {
    const [one, other] = create()
    const inner = fakeEmbedder()
    const outer = around(fakeEmbedder(), async asked => {
      await withCache(inner, other).embed(asked, document)
    })
    await expect(withCache(outer, one).embed(['9.11'], document)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(
        /^test:fake \(embedder\): the answer to "9.11" asks for itself, by the same name in the same cache; .*another name or revision\.$/,
      ),
    })
    expect(inner.requests).toEqual([])
    // Nothing stays claimed.
    await withCache(inner, other).embed(['9.11'], document)
    expect(inner.requests).toEqual([['9.11']])
  })

  test('go on where an answer asks another model, or for another text', { timeout: limit }, async () => {
    const [one, other] = create()
    const [same, another] = [fakeEmbedder(), fakeEmbedder({ model: 'another' })]
    const outer = around(fakeEmbedder(), async asked => {
      await withCache(another, other).embed(asked, document)
      await withCache(same, other).embed(['something else'], document)
    })
    const { vectors } = await withCache(outer, one).embed(['1'], document)
    expect([...vectors.data]).toEqual(vectorsOf(['1']))
    expect([another.requests, same.requests]).toEqual([[['1']], [['something else']]])
  })
})

test('a model that asks itself without an end, each time in a new cache, ends in an error', {
  timeout: limit,
}, async () => {
  let depth = 0
  const endless: Embedder = around(fakeEmbedder(), async asked => {
    if (++depth > 1000) throw new Error('it goes on for ever')
    await withCache(endless, memoryCache()).embed(asked, document)
  })
  await expect(withCache(endless, memoryCache()).embed(['1'], document)).rejects.toThrow(
    'its answers ask for further answers, 20 deep, at last for "1"',
  )
})

test('a claim of a query is kept until its last call has ended', { timeout: limit }, async () => {
  const folder = temporaryFolder()
  const [cache, elsewhere] = [onDisk(folder), onDisk(folder)]
  const end = Promise.withResolvers<void>()
  const inner = fakeReranker({ before: documents => (documents[0] === '2' ? end.promise : undefined) })
  const slow = withCache(inner, cache).score('q', ['2'], {})
  await withCache(inner, cache).score('q', ['1'], {})
  const other = fakeReranker()
  const waiting = withCache(other, elsewhere).score('q', ['2'], {})
  await setTimeout(50)
  end.resolve()
  await Promise.all([slow, waiting])
  expect(other.requests).toEqual([])
})

test('what a listener begins while an answer arrives waits for that answer', { timeout: limit }, async () => {
  const cache = memoryCache()
  const inner = fakeEmbedder({ maxBatch: 1, before: () => setTimeout(1) })
  const model = withCache(withBatches(inner), cache)
  let begun: Promise<unknown> | undefined
  await model.embed(['1', '2', '3'], {
    ...document,
    onPart: () => {
      begun ??= model.embed(['3', '2', '1'], document)
    },
  })
  await begun
  expect(inner.requests.flat().sort()).toEqual(['1', '2', '3'])
})

/** The model, which does something else first. */
function around(model: Embedder, first: (texts: readonly string[]) => Promise<void>): Embedder {
  return {
    ...model,
    async embed(texts, options) {
      await first(texts)
      return model.embed(texts, options)
    },
  }
}

/** Waits until so many have come; who comes later goes on. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let here = 0
  return () => {
    if (++here >= count) resolve()
    return promise
  }
}

function vectorsOf(texts: readonly string[]): number[] {
  return [...Float32Array.from(texts.flatMap(text => fakeVector(text, 4)))]
}
