import { describe, expect, test } from 'vitest'
import { answeredCases, referenceCases } from '../../src/experiments/answered-cases.ts'
import { type Answered, askInquiries } from '../../src/experiments/ask.ts'
import { articlePrompt } from '../../src/experiments/caret.ts'
import { caseFamilies } from '../../src/experiments/case-families.ts'
import { caseBlock } from '../../src/experiments/cases.ts'
import { casesOf, inquiriesFor } from '../../src/experiments/inquiry.ts'
import { zeroMeasuresOf } from '../../src/experiments/judged.ts'
import { matricesOf } from '../../src/experiments/matrices.ts'
import { spellingReferences } from '../../src/matrix/references/spelling.ts'
import { rangeSeries } from '../../src/series/range.ts'
import { memoryCache } from '../../src/store/memory-cache.ts'
import { asking, namedEmbedder, namedReranker } from './fixtures/asking.ts'

const cases = caseFamilies.flatMap(family => family.cases)
const series = rangeSeries('0..9')
const plan = { series: [series], zeroSeries: [series], prompts: [articlePrompt] }

/** A reranker that scores a pair by `score`, as it answers to everything. */
function answersBy(score: (query: string, document: string) => number): Promise<Answered> {
  const answer = (query: string, documents: readonly string[]) =>
    documents.map(document => score(query, document))
  return askInquiries(namedReranker({ answer }), inquiriesFor('reranker', plan), asking())
}

describe('casesOf', () => {
  test('gives each case the similarities of its own candidates, and the verdict on them', async () => {
    const known = new Map(cases.map(each => [caseBlock(each, articlePrompt).queries[0], each.closer]))
    for (const [favour, verdict] of [
      [0.5, 'right'],
      [-0.5, 'wrong'],
      [0, 'tie'],
    ] as const) {
      const answered = answeredCases(
        await answersBy((query, document) => 0.25 + (known.get(query) === document ? favour : 0)),
      )
      const once = answered.filter(({ anchor }) => cases.filter(item => item.anchor === anchor).length === 1)
      expect(once.length).toBeGreaterThan(20)
      for (const item of once) {
        expect(item).toMatchObject({
          model: 'reranker test:fake',
          similarity: { closer: 0.25 + favour, farther: 0.25 },
          margin: favour,
          verdict,
        })
      }
    }
  })

  test('gives all cases as they were asked, in the order of the families', async () => {
    const answered = answeredCases(await answersBy(() => 1))
    expect(answered.map(({ model, similarity, margin, verdict, ...asked }) => asked)).toEqual(
      cases.map(({ report, ...asked }) => ({ ...asked, ...report })),
    )
  })
})

describe('referenceCases', () => {
  test('answers by the bare texts, as the reference compares them', () => {
    const answered = referenceCases(
      spellingReferences.find(({ id }) => id === 'reference:prefix')!,
      casesOf({}),
    )
    expect(answered.map(({ id }) => id)).toEqual(cases.map(({ id }) => id))
    const of = (id: string) => answered.find(item => item.id === id)!
    expect(of('dates/2024-01-01/2023-12-31/2024-12-31')).toMatchObject({
      model: 'reference:prefix',
      verdict: 'wrong',
    })
    expect(of('9.11-or-9.9/9.1/9.11/9.9').verdict).toBe('right')
    expect(of('times/00:00/23:59/00:59').similarity.closer).toBe(0)
  })
})

describe('matricesOf', () => {
  test('writes each block of pairs and zero whole, and no hard case', async () => {
    const answered = await answersBy((query, document) => query.length + numberIn(document) / 100)
    const [pairs, zero, ...others] = matricesOf(answered)
    expect(others).toEqual([])
    expect(pairs).toMatchObject({
      series: '0..9',
      experiment: 'pairs',
      prompt: articlePrompt,
      rows: 10,
      columns: 10,
    })
    expect(zero).toMatchObject({
      series: '0..9',
      experiment: 'zero',
      prompt: 'what is the closest number to number zero?',
      rows: 1,
      columns: 10,
    })
    expect([...zero.values]).toEqual(series.values.map(value => 42 + value / 100))
  })
})

describe('zeroMeasuresOf', () => {
  const zeroMeasures = (answered: Answered) => zeroMeasuresOf(answered, { seed: 1, cache: memoryCache() })
  const scoreOf = async (answered: Promise<Answered>, id: string) =>
    (await zeroMeasures(await answered)).find(measure => measure.id === id)?.value

  test('finds a similarity to zero that falls in a straight line', async () => {
    const falling = answersBy((_, document) => 1 - numberIn(document) / 10)
    expect(await scoreOf(falling, 'zero-order')).toBeCloseTo(1, 9)
    expect(await scoreOf(falling, 'zero-linearity')).toBeCloseTo(1, 9)
  })

  test('finds one that rises, and leaves zero itself out', async () => {
    const rising = answersBy((_, document) => (document === '0' ? 100 : numberIn(document)))
    expect(await scoreOf(rising, 'zero-order')).toBeCloseTo(-1, 9)
    expect(await scoreOf(rising, 'zero-linearity')).toBeCloseTo(-1, 9)
  })

  test('names series, model and the question about zero', async () => {
    const [first] = await zeroMeasures(await answersBy((_, document) => numberIn(document)))
    expect(first).toMatchObject({
      series: '0..9',
      model: 'reranker test:fake',
      prompt: 'what is the closest number to number zero?',
      interval: [-1, -1],
      floor: null,
    })
    const ofEmbedder = await askInquiries(namedEmbedder(), inquiriesFor('embedder', plan), asking())
    expect((await zeroMeasures(ofEmbedder)).every(({ prompt }) => prompt === null)).toBe(true)
  })
})

function numberIn(document: string): number {
  return Number.parseFloat(document) || 0
}
