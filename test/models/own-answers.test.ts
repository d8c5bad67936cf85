import { describe, expect, test } from 'vitest'
import type { Embedder } from '../../src/models/embedder.ts'
import type { ModelId } from '../../src/models/identity.ts'
import { withOwnAnswers } from '../../src/models/own-answers.ts'
import type { Reranker } from '../../src/models/reranker.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { type ProbeRequest, probe } from '../../src/usecases/probe.ts'
import { fakeEmbedder, fakeReranker } from './fakes.ts'

const idOf = (kind: ModelId['kind'], model: string): ModelId => ({
  ...fakeEmbedder({ model }).id,
  kind,
  dimensions: null,
})
const turned = (text: string) => [Math.cos(Number(text) / 50), Math.sin(Number(text) / 50), 0.2]

const asked = { series: [rangeSeries('1..9')], experiments: ['pairs'], controls: 'none' } as const
async function concordances(models: ProbeRequest['models']) {
  const { measures } = await probe({ ...asked, models, prompts: ['{d}'] })
  return measures
    .filter(({ id, model }) => id === 'concordance' && !model.startsWith('reference:'))
    .map(({ value }) => value)
}

/** Writes all its answers into one piece of memory, and answers with views of that. */
function forgetful(maxBatch: number, answer: (texts: readonly string[]) => void = () => {}): Embedder {
  const data = new Float32Array(300)
  return {
    kind: 'embedder',
    id: idOf('embedder', `forgetful ${maxBatch}`),
    maxBatch,
    async embed(texts) {
      for (const [at, text] of texts.entries()) data.set(turned(text), 3 * at)
      answer(texts)
      return { vectors: { count: texts.length, dimensions: 3, data: data.subarray(0, 3 * texts.length) } }
    },
  }
}

describe('a model that a program wrote', () => {
  test.each([2, 100])('may write each answer over the last, %d texts at a time', async maxBatch => {
    expect(await concordances([forgetful(maxBatch)])).toEqual([1])
  })

  test('may write each score over the last', async () => {
    const scores = new Float64Array(9)
    const reranker: Reranker = {
      kind: 'reranker',
      id: idOf('reranker', 'forgetful'),
      maxBatch: 4,
      scoreSpace: 'unknown',
      listwise: false,
      standIn: false,
      async score(query, documents) {
        for (const [at, text] of documents.entries()) scores[at] = -Math.abs(Number(query) - Number(text))
        return { scores: scores.subarray(0, documents.length) }
      },
    }
    expect(await concordances([reranker])).toEqual([1])
  })

  test('may change the list of texts that it gets', async () => {
    const emptied = forgetful(100, texts => {
      ;(texts as string[]).length = 0
    })
    const answer = await withOwnAnswers(emptied).embed(['1', '2'], { role: 'document' }).catch(String)
    expect(answer).toContain('got 0 vectors for 2 texts')
    const reversed = forgetful(100, texts => (texts as string[]).reverse())
    expect(await concordances([reversed])).toEqual([1])
  })

  test('may be frozen, or an object of a class with getters and private members', async () => {
    class Encoder {
      #kind = 'embedder' as const
      get kind() {
        return this.#kind
      }
      get id() {
        return idOf(this.#kind, 'of a class')
      }
      get maxBatch() {
        return 10
      }
      async embed(texts: readonly string[]) {
        const data = Float32Array.from(texts.flatMap(turned))
        return { vectors: { count: texts.length, dimensions: this.#kind === 'embedder' ? 3 : 0, data } }
      }
    }
    expect(await concordances([new Encoder(), Object.freeze(forgetful(10))])).toEqual([1, 1])
  })

  test.each([
    ['nothing', undefined, 'got 0 vectors for 2 texts'],
    ['too few', { count: 1, dimensions: 1, data: Float32Array.of(1) }, 'got 1 vectors for 2 texts'],
    [
      'a table that is too short',
      { count: 2, dimensions: 2, data: Float32Array.of(1, 2, 3) },
      'a vector of 1 numbers',
    ],
    ['NaN', { count: 2, dimensions: 1, data: Float32Array.of(1, Number.NaN) }, 'got NaN'],
    ['zeros', { count: 2, dimensions: 1, data: Float32Array.of(1, 0) }, 'a vector of zeros for "b"'],
  ])('that answers with %s is refused', async (_, vectors, message) => {
    const model = { ...forgetful(10), embed: async () => ({ vectors }) } as unknown as Embedder
    await expect(withOwnAnswers(model).embed(['a', 'b'], { role: 'document' })).rejects.toThrow(message)
  })

  test('is one object under two labels, and answers for both', async () => {
    const model = fakeEmbedder({ declared: null, answer: texts => texts.map(turned) })
    const { models } = await probe({
      ...asked,
      models: ['x', 'y'].map(label => ({ id: `embedder:${label}`, spec: 's', label, model })),
    })
    expect(models.filter(({ kind }) => kind === 'embedder').map(({ label }) => label)).toEqual(['x', 'y'])
    expect(model.requests.flat()).toHaveLength(9)
    expect(withOwnAnswers(model)).toBe(withOwnAnswers(withOwnAnswers(model)))
  })

  test('may probe with another model and the same cache while it is asked', async () => {
    const cache = memoryCache()
    const inner = fakeEmbedder({ model: 'inner', declared: null, answer: texts => texts.map(turned) })
    const outer = fakeEmbedder({
      model: 'outer',
      declared: null,
      answer: texts => texts.map(turned),
      before: async () => void (await probe({ ...asked, models: [inner] }, { cache })),
    })
    expect((await probe({ ...asked, models: [outer] }, { cache })).matrices).toHaveLength(1)
    expect(inner.requests.flat()).toHaveLength(9)
  })

  const named = { id: 'a', spec: 'a', model: forgetful(1) }
  test.each([
    [{ model: forgetful(1) }, 'models: id: got nothing; expected a text'],
    [{ ...named, id: 5 }, 'models: id: got the number 5'],
    [{ ...named, spec: null }, 'models: spec: got null'],
    [{ ...named, label: 5 }, 'models: label: got the number 5; expected a text, or null'],
    [{ ...named, id: 'reference:oracle' }, 'expected one that does not begin with reference:'],
    [{ ...named, model: null }, 'models: got null; expected an object'],
    [
      { ...forgetful(1), kind: 'encoder' },
      'models: kind: got the text "encoder"; expected one of embedder, reranker',
    ],
    [{ ...forgetful(1), embed: 5 }, 'models: embed: got the number 5; expected a function'],
    [{ ...fakeReranker(), score: undefined }, 'models: score: got nothing; expected a function'],
    [{ kind: 'embedder', embed() {} }, 'models: id: got nothing; expected an object'],
  ])('that is none is refused: %#', async (model, message) => {
    await expect(probe({ ...asked, models: [model as never] })).rejects.toThrow(message)
  })
})

test.each([
  [{ now: () => new Date(Number.NaN) }, 'now: got a function that gives no date'],
  [{ now: () => null }, 'now: got a function that gives no date'],
  [{ signal: { throwIfAborted() {} } }, 'signal: got an object; expected an AbortSignal'],
  [{ cache: { readDerived() {} } }, 'cache: got what is none'],
])('settings %j are refused before anything is asked', async (settings, message) => {
  const model = fakeEmbedder()
  await expect(probe({ ...asked, models: [model] }, settings as never)).rejects.toThrow(message)
  expect(model.requests).toEqual([])
})
