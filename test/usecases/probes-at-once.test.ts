import { expect, test } from 'vitest'
import { defineEmbedder, defineReranker, memoryCache, openCache, probe } from '../../src/index.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const asked = { series: ['1..12'], experiments: ['pairs'], controls: 'none' } as const

/** For what would hang. */
const limit = 120_000

function counting() {
  const texts: string[] = []
  const pairs: string[] = []
  return {
    texts,
    pairs,
    models: [
      defineEmbedder(
        async all => {
          texts.push(...all)
          return all.map(text => [Math.cos(Number(text)), Math.sin(Number(text)), 1])
        },
        { name: 'counted', revision: '1' },
      ),
      defineReranker(
        async (query, documents) => {
          pairs.push(...documents.map(document => `${query}|${document}`))
          return documents.map(document => Number(document))
        },
        { name: 'counted', revision: '1' },
      ),
    ],
  }
}

test.each([
  ['a cache in memory', () => memoryCache()],
  ['an open cache', () => openCache({ directory: temporaryFolder() })],
  ['a folder', () => temporaryFolder()],
])(
  'two probes at once with %s ask for each answer once, and give one result',
  { timeout: limit },
  async (_, at) => {
    const { models, texts, pairs } = counting()
    const cache = at()
    const [one, other] = await Promise.all(
      [1, 2].map(() => probe({ ...asked, models }, { cache, now: () => new Date(0) })),
    )
    expect(texts).toHaveLength(new Set(texts).size)
    expect(pairs).toHaveLength(new Set(pairs).size)
    expect(other.measures).toEqual(one.measures)
    if (typeof cache !== 'string') cache.close()
  },
)

test('a model that probes while it answers ends in an error where it asks itself, and goes on where it asks another', {
  timeout: limit,
}, async () => {
  const cache = temporaryFolder()
  const inner = counting()
  const probing = (name: string) =>
    defineEmbedder(
      async all => {
        const { models } = await probe({ ...asked, models: [inner.models[0]] }, { cache })
        return all.map(text => [Number(text), models.length])
      },
      { name, revision: '1' },
    )
  await expect(probe({ ...asked, models: [probing('counted')] }, { cache })).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('asks for itself, by the same name in the same cache'),
  })
  expect(inner.texts).toEqual([])
  const run = await probe({ ...asked, models: [probing('another')] }, { cache })
  expect(run.models[0].id).toContain('another')
  expect(inner.texts).toHaveLength(12)
})
