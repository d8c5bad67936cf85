import { describe, expect, test } from 'vitest'
import type { Answered } from '../../src/experiments/ask.ts'
import { indexedModels } from '../../src/experiments/indexes.ts'
import { identityText } from '../../src/models/identity.ts'
import { indexSeries } from '../../src/series/index-suite.ts'
import type { AnswerCache } from '../../src/store/answer-cache.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { fakeEmbedder } from '../models/fakes.ts'

const [series] = indexSeries(1)
const n = series.texts.length

/** A model's answers to one series of the suite: closeness, less something for each pair. */
function answered(noise: number, model = 'fake'): Answered {
  const { texts } = series
  const embedder = fakeEmbedder({ model })
  const similarities = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n]
    return i === j ? 1 : 1 / (1 + Math.abs(i - j)) - noise * Math.abs(Math.sin(i * j))
  })
  return {
    named: { id: `embedder:test:${model}`, spec: `test:${model}`, model: embedder },
    inquiries: [
      { experiment: 'pairs', series, prompt: null, block: { queries: texts, documents: texts } } as never,
    ],
    answers: [similarities],
    requests: 1,
    cacheHits: 0,
    items: n,
  }
}

/** A cache that counts what is kept in it. */
function counting() {
  const cache = memoryCache()
  let kept = 0
  const counted: AnswerCache = Object.assign(Object.create(cache), {
    writeDerived(...given: Parameters<AnswerCache['writeDerived']>) {
      kept++
      cache.writeDerived(...given)
    },
  })
  return { cache: counted, kept: () => kept }
}

const options = { seed: 1, symmetric: true }

describe('the index of a model', () => {
  test('is kept, and what is kept is what was computed', async () => {
    const { cache, kept } = counting()
    const computed = await indexedModels([answered(0.1)], { ...options, cache })
    expect(kept()).toBe(1)
    const again = await indexedModels([answered(0.1)], { ...options, cache })
    expect(kept()).toBe(1)
    expect(JSON.stringify(again)).toBe(JSON.stringify(computed))
    expect(again).toEqual(computed)
  })

  test('is computed again for other answers, another seed, another symmetry and another model', async () => {
    const { cache, kept } = counting()
    const index = async (...given: [Answered, Partial<typeof options>?]) =>
      (await indexedModels([given[0]], { ...options, ...given[1], cache })).indexes[0].value
    const first = await index(answered(0.1))
    expect(await index(answered(0.2))).not.toBe(first)
    await index(answered(0.1), { seed: 2 })
    await index(answered(0.1), { symmetric: false })
    expect(kept()).toBe(4)
    // Equal answers to equal questions have one index, whoever gave them.
    expect(await index(answered(0.1, 'other'))).toBe(first)
  })

  test('goes with the answers that it was made of', async () => {
    const { cache, kept } = counting()
    const one = answered(0.1)
    await indexedModels([one], { ...options, cache })
    cache.clear(identityText(one.named.model.id))
    await indexedModels([one], { ...options, cache })
    expect(kept()).toBe(2)
  })

  test('is not begun once the work is interrupted', async () => {
    const { cache, kept } = counting()
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(indexedModels([answered(0.1)], { ...options, cache, signal })).rejects.toThrow('enough')
    expect(kept()).toBe(0)
  })
})
