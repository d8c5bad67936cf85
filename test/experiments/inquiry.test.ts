import { describe, expect, test } from 'vitest'
import { articlePrompt, pairsBlock } from '../../src/experiments/caret.ts'
import { caseFamilies } from '../../src/experiments/case-families.ts'
import { inquiriesFor } from '../../src/experiments/inquiry.ts'
import { hasZero, zeroBlock, zeroPrompt, zeroSeries } from '../../src/experiments/zero.ts'
import { catalogueSeries, seriesCatalogue } from '../../src/series/catalogue.ts'
import { rangeSeries } from '../../src/series/range.ts'

const integers = catalogueSeries('integers')

describe('pairsBlock', () => {
  test('asks the question of the article, word for word', () => {
    expect(articlePrompt).toBe('what is the closest item to {d}?')
    const { queries } = pairsBlock(integers, articlePrompt)
    expect([queries[0], queries[99]]).toEqual([
      'what is the closest item to 1?',
      'what is the closest item to 100?',
    ])
  })

  test('compares every document with every document, itself included', () => {
    for (const prompt of [null, articlePrompt]) {
      const { queries, documents } = pairsBlock(integers, prompt)
      expect(documents).toEqual(integers.texts)
      expect(queries).toHaveLength(100)
    }
  })

  test('gives an embedder the bare documents', () => {
    expect(pairsBlock(integers, null).queries).toEqual(integers.texts)
  })
})

describe('the zero experiment', () => {
  test('asks about zero word for word, an embedder with the bare figure', () => {
    expect(zeroPrompt).toBe('what is the closest number to number zero?')
    expect(zeroBlock(integers, zeroPrompt)).toMatchObject({
      queries: [zeroPrompt],
      documents: integers.texts,
    })
    expect(zeroBlock(integers, null)).toEqual({ queries: ['0'], documents: integers.texts })
  })

  test('scores 0 to 2048 by default', () => {
    expect([zeroSeries.texts.length, zeroSeries.texts[0], zeroSeries.texts.at(-1)]).toEqual([
      2049,
      '0',
      '2048',
    ])
  })

  test('is for numbers and prices, not for dates, times and versions', () => {
    const families = (asked: boolean) =>
      new Set(seriesCatalogue.filter(series => hasZero(series) === asked).map(({ family }) => family))
    expect(families(true)).toEqual(new Set(['number', 'money']))
    for (const family of ['date', 'time', 'version'] as const) expect(families(false)).toContain(family)
    expect(hasZero(zeroSeries)).toBe(true)
  })
})

describe('inquiriesFor', () => {
  const small = rangeSeries('1..3')
  const plan = { series: [integers, small], zeroSeries: [small], prompts: ['a {d}', 'b {d}'] }
  const cases = caseFamilies.flatMap(family => family.cases)
  const reported = (kind: 'embedder' | 'reranker') =>
    inquiriesFor(kind, plan).map(inquiry => [
      inquiry.experiment,
      'series' in inquiry ? inquiry.series.id : inquiry.experiment === 'case' && inquiry.hardCase.id,
      inquiry.prompt,
    ])

  test('asks an embedder each series, zero and every hard case once, without a prompt', () => {
    expect(reported('embedder')).toEqual([
      ['pairs', 'integers', null],
      ['pairs', '1..3', null],
      ['zero', '1..3', null],
      ...cases.map(({ id }) => ['case', id, null]),
    ])
  })

  test('asks a reranker each series with each prompt, zero once, and the hard cases with the first prompt', () => {
    expect(reported('reranker')).toEqual([
      ['pairs', 'integers', 'a {d}'],
      ['pairs', 'integers', 'b {d}'],
      ['pairs', '1..3', 'a {d}'],
      ['pairs', '1..3', 'b {d}'],
      ['zero', '1..3', zeroPrompt],
      ...cases.map(({ id }) => ['case', id, 'a {d}']),
    ])
  })

  test('puts its prompts into the questions', () => {
    const blocks = inquiriesFor('reranker', plan).map(({ block }) => block)
    expect(blocks[1].queries[0]).toBe('b 1')
    const ownCase = cases.findLast(({ report }) => report === undefined)!
    expect(blocks[blocks.length - cases.length + cases.indexOf(ownCase)].queries).toEqual([
      `a ${ownCase.anchor}`,
    ])
    expect(blocks.at(-1)!.queries).toEqual([cases.at(-1)!.anchor])
  })
})
