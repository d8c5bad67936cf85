import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/base/events.ts'
import { askInquiries } from '../../src/experiments/ask.ts'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { inquiriesFor } from '../../src/experiments/inquiry.ts'
import { catalogueSeries } from '../../src/series/catalogue.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { fakeScore, fakeVector } from '../models/fakes.ts'
import { askedOf, asking, countNeeded, namedEmbedder, namedReranker, neededBy } from './fixtures/asking.ts'

const twenty = rangeSeries('1..20')
const thirty = rangeSeries('11..40')
const plan = { series: [twenty], zeroSeries: [twenty], prompts: [articlePrompt] }
const ofEmbedder = inquiriesFor('embedder', { ...plan, series: [twenty, thirty] })
const ofReranker = inquiriesFor('reranker', plan)

describe.each([
  ['an embedder', () => namedEmbedder(), ofEmbedder],
  ['a reranker', () => namedReranker(), ofReranker],
  ['a listwise reranker', () => namedReranker({ listwise: true }), ofReranker],
])('ask, with %s', (_, create, inquiries) => {
  test('asks for all that is needed, each thing once', async () => {
    const model = create()
    const { requests, cacheHits, items } = await askInquiries(model, inquiries, asking())
    const asked = askedOf(model.model)
    const needed = neededBy(model.model.kind, inquiries)
    expect(new Set(asked)).toEqual(needed)
    const count = countNeeded(model.model, inquiries)
    expect(asked).toHaveLength(count)
    expect({ requests, cacheHits, items }).toEqual({
      requests: model.model.requests.length,
      cacheHits: 0,
      items: count,
    })
  })

  test('asks nothing the second time, and gives the same answers', async () => {
    const options = asking()
    const first = await askInquiries(create(), inquiries, options)
    const model = create()
    const second = await askInquiries(model, inquiries, options)
    expect(model.model.requests).toEqual([])
    expect(second).toMatchObject({ requests: 0, cacheHits: first.items, items: first.items })
    expect(second.answers).toEqual(first.answers)
  })

  test('tells how far it is, from what is in the cache to the end', async () => {
    const events: Event[] = []
    const { items } = await askInquiries(create(), inquiries, asking({ listen: event => events.push(event) }))
    const counts = events.map(event => (event.type === 'answers' ? event.done : Number.NaN))
    expect([counts[0], counts.at(-1)]).toEqual([0, items])
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(events.at(-1)).toEqual({
      type: 'answers',
      model: create().id,
      unit: create().model.kind === 'embedder' ? 'texts' : 'pairs',
      done: items,
      total: items,
      cached: 0,
    })
  })

  test('stops when the signal is aborted, keeps what was answered, and goes on from there', async () => {
    const cache = memoryCache()
    const controller = new AbortController()
    const reason = new Error('stopped by the user')
    const stopping = create()
    const { signal } = controller
    let answered = 0
    const listen = (event: Event) => {
      if (event.type !== 'answers' || event.done < 30) return
      answered = event.done
      controller.abort(reason)
    }
    await expect(askInquiries(stopping, inquiries, asking({ cache, signal, listen }))).rejects.toBe(reason)
    const stoppedAt = stopping.model.requests.length
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(stopping.model.requests).toHaveLength(stoppedAt)

    const model = create()
    const { cacheHits, items } = await askInquiries(model, inquiries, asking({ cache }))
    expect(cacheHits).toBeGreaterThanOrEqual(answered)
    expect(cacheHits).toBeLessThan(items)
    expect(askedOf(model.model)).toHaveLength(items - cacheHits)
  })

  test('asks nothing when the signal is aborted before', async () => {
    const model = create()
    const reason = new Error('stopped')
    await expect(askInquiries(model, inquiries, asking({ signal: AbortSignal.abort(reason) }))).rejects.toBe(
      reason,
    )
    expect(model.model.requests).toEqual([])
  })
})

describe('ask', () => {
  test('gives the cosine of each query and document of an embedder, block by block', async () => {
    const { answers } = await askInquiries(namedEmbedder({ dimensions: 6 }), ofEmbedder, asking())
    const cosine = (one: string, other: string) => {
      const [a, b] = [one, other].map(text => Float32Array.from(fakeVector(text, 6)))
      return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
    }
    for (const [index, { block }] of ofEmbedder.entries()) {
      const expected = block.queries.flatMap(query => block.documents.map(text => cosine(query, text)))
      expect(answers[index]).toHaveLength(expected.length)
      for (const [place, value] of expected.entries()) expect(answers[index][place]).toBeCloseTo(value, 6)
    }
  })

  test('gives the raw scores of a reranker, rows by query and columns by document', async () => {
    const { answers } = await askInquiries(namedReranker(), ofReranker, asking())
    for (const [index, { block }] of ofReranker.entries()) {
      expect([...answers[index]]).toEqual(
        block.queries.flatMap(query => block.documents.map(document => fakeScore(query, document))),
      )
    }
  })

  test('asks for queries in their own role where rows are queries', async () => {
    const model = namedEmbedder()
    const { items } = await askInquiries(model, ofEmbedder, asking({ roles: 'query-document' }))
    const blocks = ofEmbedder.map(({ block }) => block)
    const documents = new Set(blocks.flatMap(block => block.documents))
    const queries = new Set(blocks.flatMap(block => block.queries))
    expect(items).toBe(documents.size + queries.size)
    expect(askedOf(model.model)).toHaveLength(items)
  })

  test('asks a reranker each pair once, though zero, two series and the hard cases share some', async () => {
    const inquiries = inquiriesFor('reranker', {
      series: [catalogueSeries('floats'), twenty, rangeSeries('1..12')],
      zeroSeries: [twenty, thirty],
      prompts: [articlePrompt],
    })
    const model = namedReranker()
    const { answers, items, requests } = await askInquiries(model, inquiries, asking())
    const asked = askedOf(model.model)
    expect(new Set(asked).size).toBe(asked.length)
    expect(items).toBe(asked.length)
    expect(requests).toBe(model.model.requests.length)
    for (const [index, { block }] of inquiries.entries()) {
      expect([...answers[index]]).toEqual(
        block.queries.flatMap(query => block.documents.map(document => fakeScore(query, document))),
      )
    }
  })

  test('asks a listwise reranker each list once, and never another list than a block has', async () => {
    const inquiries = inquiriesFor('reranker', {
      ...plan,
      series: [twenty, rangeSeries('1..12')],
      zeroSeries: [twenty, rangeSeries('1..20:1')],
    })
    const model = namedReranker({ listwise: true })
    const { answers, items } = await askInquiries(model, inquiries, asking())
    const lists = model.model.requests.map(({ query, documents }) => JSON.stringify([query, documents]))
    expect(new Set(lists).size).toBe(lists.length)
    expect(items).toBe(askedOf(model.model).length)
    for (const [index, { block }] of inquiries.entries()) {
      expect([...answers[index]]).toEqual(
        block.queries.flatMap(query =>
          block.documents.map(
            document => fakeScore(query, document) + (block.given ?? block.documents).indexOf(document),
          ),
        ),
      )
    }
  })

  test('asks only for what another series has not asked before', async () => {
    const options = asking()
    const of = (text: string) =>
      inquiriesFor('embedder', { ...plan, series: [rangeSeries(text)], zeroSeries: [] })
    await askInquiries(namedEmbedder(), of('1..20'), options)
    const model = namedEmbedder()
    await askInquiries(model, of('11..40'), options)
    expect(askedOf(model.model)).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 21)))
  })

  test.each([
    ['is not finite', Number.NaN, 'got NaN at place 1 of the vector for "7"; expected a finite number'],
    ['is zero', 0, 'got a vector of zeros for "7", which has no direction to compare'],
  ])(
    'refuses a vector that %s, naming the text, and keeps nothing of that answer',
    async (_, bad, problem) => {
      const cache = memoryCache()
      const answer = (texts: readonly string[]) =>
        texts.map(text => (text === '7' ? [0, bad] : fakeVector(text, 2)))
      await expect(
        askInquiries(namedEmbedder({ dimensions: 2, answer }), ofEmbedder, asking({ cache })),
      ).rejects.toMatchObject({
        code: 'invalid-response',
        message: expect.stringContaining(problem),
        details: { text: '7' },
      })
      const model = namedEmbedder({ dimensions: 2 })
      await askInquiries(model, ofEmbedder, asking({ cache }))
      expect(askedOf(model.model)).toContain('7')
    },
  )

  test('refuses a score that is not finite, naming the document', async () => {
    const answer = (_: string, documents: readonly string[]) =>
      documents.map(document => (document === '7' ? Number.POSITIVE_INFINITY : 1))
    await expect(askInquiries(namedReranker({ answer }), ofReranker, asking())).rejects.toMatchObject({
      code: 'invalid-response',
      message: expect.stringContaining('got the score Infinity for "7"; expected a finite number'),
      details: { text: '7' },
    })
  })
})

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, place) => sum + value * b[place], 0)
}
