import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type DefinedEmbedder, defineEmbedder, defineReranker } from '../../src/models/define.ts'
import type { EmbedFunction } from '../../src/models/defined-model.ts'
import { embedderConformance } from '../conformance/embedder.ts'
import { rerankerConformance } from '../conformance/reranker.ts'
import { fakeScore, fakeVector, letters } from './fakes.ts'

const facts = { name: 'towers', revision: 'step 1' }
const document = { role: 'document' } as const
const vectors: EmbedFunction = (texts, { role }) => texts.map(text => fakeVector(text, 4, role))
const scores = (query: string, documents: readonly string[]) => documents.map(text => fakeScore(query, text))

/** A class whose function needs the object it belongs to. */
class Towers {
  readonly #dimensions = 5
  readonly calls: number[] = []

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    this.calls.push(texts.length)
    return texts.map(text => Float32Array.from(fakeVector(text, this.#dimensions)))
  }

  score(query: string, documents: readonly string[]): Float64Array {
    this.calls.push(documents.length)
    return Float64Array.from(scores(query, documents))
  }
}

embedderConformance('defineEmbedder of a function', {
  create: () => defineEmbedder(vectors, { ...facts, maxBatch: 3, dimensions: 4, tokenizer: letters }),
  anySize: true,
})
rerankerConformance('defineReranker of a function', {
  create: () => defineReranker(scores, { ...facts, maxBatch: 3 }),
  anySize: true,
})
rerankerConformance('defineReranker of a listwise function', {
  create: () => defineReranker(scores, { ...facts, maxBatch: 3, listwise: true }),
  anySize: true,
})

describe('defineEmbedder', () => {
  test('takes an object with the function, which it calls in batches', async () => {
    const towers = new Towers()
    const embedder = defineEmbedder(towers, { ...facts, maxBatch: 2 })
    const { vectors: answered } = await embedder.embed(['1', '2', '3'], document)
    expect(answered).toMatchObject({ count: 3, dimensions: 5 })
    expect(towers.calls).toEqual([2, 1])
  })

  test('has the identity that its facts say, and one call at a time unless they say more', () => {
    expect(defineEmbedder(vectors, facts)).toMatchObject({
      kind: 'embedder',
      id: {
        kind: 'embedder',
        provider: 'custom',
        model: 'towers',
        revision: 'step 1',
        task: null,
        dimensions: null,
        dtype: null,
        normalisation: null,
        baseURL: null,
      },
      maxBatch: 64,
      pace: { concurrency: 1 },
    })
    const more = { task: 'query: ', dimensions: 4, dtype: 'int8', normalisation: 'unit' } as const
    const limits = { maxBatch: 5, maxBatchTokens: 9, tokenizer: letters }
    expect(defineEmbedder(vectors, { ...facts, ...more, ...limits, concurrency: 3 })).toMatchObject({
      id: more,
      ...limits,
      pace: { concurrency: 3 },
    })
  })

  test.each([
    ['a wrong count', () => [[1]], /^custom:towers \(embedder\): got 1 vectors for 2 texts/],
    ['another length', () => [[1], [1, 2]], /got a vector of 2 numbers for "2"; expected 1/],
    ['NaN', () => [[1], [Number.NaN]], /got NaN at place 0 of the vector for "2"/],
    ['zeros', () => [[1], [0]], /a vector of zeros/],
    ['no list', () => ({ vectors: [[1], [2]] }), /got object; expected a list of vectors, such as an array/],
    ['nothing', () => undefined, /got undefined; expected a list of vectors/],
    ['a row that is no list', () => [[1], null], /got null; expected a list of numbers/],
    ['one flat list', () => Float32Array.of(1, 2), /got number; expected a list of numbers/],
  ])('refuses an answer with %s', async (_, answer, message) => {
    const embedder = defineEmbedder(answer as unknown as EmbedFunction, facts)
    await expect(embedder.embed(['1', '2'], document)).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringMatching(message),
    })
  })

  test('says which model failed, and why', async () => {
    const broken = defineEmbedder(() => {
      throw new RangeError('out of memory')
    }, facts)
    await expect(broken.embed(['1'], document)).rejects.toMatchObject({
      code: 'model-unavailable',
      message: 'custom:towers (embedder): its function failed: out of memory. Nothing of this call is kept.',
      cause: expect.any(RangeError),
    })
  })

  test('throws the reason of the signal, whatever the function makes of it', async () => {
    const stop = new AbortController()
    const reason = new Error('stopped')
    const embedder = defineEmbedder(() => {
      stop.abort(reason)
      throw new Error('aborted')
    }, facts)
    await expect(embedder.embed(['1'], { ...document, signal: stop.signal })).rejects.toBe(reason)
  })

  test('has as many calls under way at once as it may', async () => {
    let underWay = 0
    let most = 0
    const slow: EmbedFunction = async (texts, options) => {
      most = Math.max(most, ++underWay)
      await setImmediate()
      underWay--
      return vectors(texts, options)
    }
    const embedder = defineEmbedder(slow, { ...facts, maxBatch: 1, concurrency: 2 })
    await embedder.embed(['1', '2', '3', '4', '5'], document)
    expect(most).toBe(2)
  })

  test.each([
    [{ name: '', revision: '1' }, /^defineEmbedder: got "" as the name of the model/],
    [{ name: 'a', revision: ' ' }, /got " " as the revision .* a commit, a checkpoint, a hash/],
    [{ name: 'a' }, /got "" as the revision/],
    [{ ...facts, maxBatch: 0 }, /got 0 as maxBatch of towers; expected a whole number above 0/],
    [{ ...facts, dimensions: 1.5 }, /got 1\.5 as dimensions/],
    [{ ...facts, concurrency: -1 }, /got -1 as concurrency/],
  ])('refuses %j', (given, message) => {
    expect(() => defineEmbedder(vectors, given as DefinedEmbedder)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    )
  })

  test.each([null, undefined, 'model', {}, { embed: 1 }])('refuses the model %j', model => {
    expect(() => defineEmbedder(model as unknown as EmbedFunction, facts)).toThrow(
      /expected a function, or an object with the function "embed"/,
    )
  })
})

describe('defineReranker', () => {
  test('takes an object with the function, which it calls in batches', async () => {
    const towers = new Towers()
    const reranker = defineReranker(towers, { ...facts, maxBatch: 2, scoreSpace: 'logit' })
    const answer = await reranker.score('1', ['1', '2', '3'], {})
    expect([...answer.scores]).toEqual(scores('1', ['1', '2', '3']))
    expect(towers.calls).toEqual([2, 1])
    expect(reranker).toMatchObject({ scoreSpace: 'logit', listwise: false, standIn: false })
  })

  test('gives a listwise function all documents at once', async () => {
    const towers = new Towers()
    const reranker = defineReranker(towers, { ...facts, maxBatch: 2, listwise: true })
    await reranker.score('1', ['1', '2', '3'], {})
    expect(towers.calls).toEqual([3])
  })

  test.each([
    ['a wrong count', [1], /^custom:towers \(reranker\): got 1 scores for 2 documents/],
    ['null', [1, null], /got the score null for "2"/],
    ['no list', 1, /got number; expected a list of scores/],
  ])('refuses an answer with %s', async (_, answer, message) => {
    const reranker = defineReranker(() => answer as number[], facts)
    await expect(reranker.score('1', ['1', '2'], {})).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringMatching(message),
    })
  })

  test('refuses an object without the function', () => {
    expect(() => defineReranker({} as Towers, facts)).toThrow(
      /^defineReranker: got object for towers; .*"score"/,
    )
  })
})

describe('a model of the AI SDK', () => {
  const called: unknown[] = []
  const sdk = {
    specificationVersion: 'v4',
    provider: 'vendor.embedding',
    modelId: 'large',
    supportsParallelCalls: true,
  } as const
  const embedding = {
    ...sdk,
    maxEmbeddingsPerCall: 2048,
    async doEmbed(options: { values: string[]; abortSignal?: AbortSignal; dimensions?: number }) {
      called.push(options)
      return { embeddings: options.values.map(text => fakeVector(text, 4)), warnings: [] }
    },
  }
  const reranking = (ranking: { index: number; relevanceScore: number }[]) => ({
    ...sdk,
    async doRerank(options: { query: string; topN?: number }) {
      called.push(options)
      return { ranking }
    },
  })

  test('is an embedder of its own name', async () => {
    const embedder = defineEmbedder(embedding)
    expect(embedder.id).toMatchObject({
      provider: 'custom',
      model: 'vendor.embedding:large',
      revision: 'as served',
    })
    expect(embedder.maxBatch).toBe(2048)
    const signal = new AbortController().signal
    const { vectors: answered } = await embedder.embed(['1', '2'], { ...document, signal })
    expect([...answered.data.subarray(4)]).toEqual([...Float32Array.from(fakeVector('2', 4))])
    expect(called.at(-1)).toEqual({ values: ['1', '2'], abortSignal: signal })
  })

  test('may be given another name, a revision and limits', () => {
    const facts = { name: 'mine', revision: '2', maxBatch: 3 }
    expect(defineEmbedder(embedding, facts)).toMatchObject({
      id: { model: 'mine', revision: '2' },
      maxBatch: 3,
    })
  })

  test('is a reranker whose scores are put in the order of the documents', async () => {
    const ranking = [
      { index: 1, relevanceScore: 9 },
      { index: 0, relevanceScore: 4 },
    ]
    const { scores: answered } = await defineReranker(reranking(ranking)).score('q', ['1', '2'], {})
    expect([...answered]).toEqual([4, 9])
    expect(called.at(-1)).toEqual({ query: 'q', documents: { type: 'text', values: ['1', '2'] }, topN: 2 })
  })

  test.each([[[0]], [[0, 0]], [[0, 1, 1]], [[1, 2]]])(
    'is refused when it scores the documents %j of two',
    async places => {
      const reranker = defineReranker(reranking(places.map(index => ({ index, relevanceScore: 1 }))))
      await expect(reranker.score('q', ['1', '2'], {})).rejects.toMatchObject({
        code: 'invalid-response',
        message: expect.stringMatching(
          `got scores for the documents ${places.join(', ')}; expected one for each of 0 to 1`,
        ),
      })
    },
  )
})
