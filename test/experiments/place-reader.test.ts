import { describe, expect, test } from 'vitest'
import { askInquiries } from '../../src/experiments/ask.ts'
import { sameInquiries, searchInquiries } from '../../src/experiments/inquiry.ts'
import { sameResults } from '../../src/experiments/same/uses.ts'
import { defineReranker } from '../../src/models/define.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'

/** It looks at nothing but the place of a document in its list. */
const byPlace = (score: (place: number, of: number) => number, listwise: boolean) => ({
  id: 'reranker:place',
  spec: 'place',
  model: defineReranker((_, documents) => documents.map((_, place) => score(place, documents.length)), {
    name: 'place',
    maxBatch: 4096,
    revision: '1',
    listwise,
  }),
})
const readers = [
  ['the first documents of a list highest', (place: number) => -place],
  ['the last documents of a list highest', (place: number) => place],
  ['the middle of a list highest', (place: number, of: number) => -Math.abs(place - of / 2)],
] as const
const options = {
  cache: memoryCache(),
  roles: 'same' as const,
  now: () => new Date(0),
  wait: async () => {},
  listen: () => {},
}

describe.each(readers)('a reranker that scores %s', (_, score) => {
  test.each([false, true])(
    'gets nothing from the order of the texts of a fact (listwise: %s)',
    async listwise => {
      const named = byPlace(score, listwise)
      const answered = await askInquiries(named, sameInquiries({ seed: 1 }), {
        ...options,
        cache: memoryCache(),
      })
      const { uses } = (await sameResults([answered], 1, memoryCache()))!
      expect(Math.abs(uses[0].value! - 0.5)).toBeLessThan(0.1)
      expect(uses[0].verdict).toBe('no')
    },
  )

  test('gets nothing from the order of the records of a search', async () => {
    const inquiries = searchInquiries({ suite: 'article', seed: 1 })
    const { answers } = await askInquiries(byPlace(score, false), inquiries, {
      ...options,
      cache: memoryCache(),
    })
    const hits = inquiries.flatMap((inquiry, at) => {
      if (inquiry.experiment !== 'search' || inquiry.question.kind !== 'exact') return []
      const { candidates } = inquiry.question
      const best = answers[at].indexOf(Math.max(...answers[at]))
      return [candidates[best].grade === 1 ? 1 : 0]
    })
    expect(hits.reduce<number>((sum, hit) => sum + hit, 0) / hits.length).toBeLessThan(0.15)
  })
})

test.each([false, true])(
  'answers stand beside the texts that they are of, whatever order they were asked in (listwise: %s)',
  async listwise => {
    const model = defineReranker((_, documents) => documents.map(({ length }) => length), {
      name: 'lengths',
      revision: '1',
      listwise,
    })
    const inquiries = sameInquiries({ seed: 1 })
    const named = { id: 'reranker:lengths', spec: 'lengths', model }
    const { answers } = await askInquiries(named, inquiries, { ...options, cache: memoryCache() })
    for (const [at, { block }] of inquiries.entries())
      expect([...answers[at]]).toEqual(block.documents.map(({ length }) => length))
  },
)
