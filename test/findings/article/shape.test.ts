import { describe, expect, test } from 'vitest'
import { answersOf, headlines, rowsOf } from '../fixtures/article.ts'
import { around, hardCase, measured, reranker } from '../fixtures/evidence.ts'

const usual = headlines({ integers: 0.7 })

describe('the symmetric plot with its peak at 0', () => {
  const row = (skew: number, hit: number) =>
    rowsOf([
      ...usual,
      measured('asymmetry', 'integers', around(0, 0)),
      measured('asymmetry', 'dates', around(skew, 0)),
      measured('self-hit', 'integers', around(1, 0)),
      measured('self-hit', 'dates', around(hit, 0)),
    ])['symmetric-peak']

  test('is seen only where both hold on every series', () => {
    const answers = [row(0, 1), row(0, 0.9), row(0.1, 1)].map(({ answer }) => answer)
    expect(answers).toEqual(['confirmed', 'refuted', 'refuted'])
  })

  test('shows the worst of all series, and never rounds it up to all documents', () => {
    expect(row(0.1, 0.999).shows.en).toBe(
      'asymmetry at most 0.10; at worst, a document is its own best match > 99 % of the time',
    )
    expect(row(0, 1).shows.zh).toBe('不对称度最高 0.00；最差时文档自身为最佳匹配的比例为 100 %')
  })
})

test('the plot of a reranker is always asymmetric where no interval holds 0', () => {
  const answer = (low: number) =>
    answersOf([
      ...headlines({ integers: 0.6 }, reranker),
      measured('asymmetry', 'dates', [0.3, 0.5, 0.9], { model: reranker }),
      measured('asymmetry', 'integers', [low, 0.5, 0.9], { model: reranker }),
    ])['always-asymmetric']
  expect([answer(0.05), answer(0)]).toEqual(['confirmed', 'refuted'])
})

test('similarities at one lag differ where they do so by a tenth, as in the article’s example', () => {
  const pair = (anchor: string, document: string, similarity: number) => ({ anchor, document, similarity })
  const row = (value: number) =>
    rowsOf([
      ...usual,
      measured('within-lag', 'integers', around(value), {
        interval: null,
        details: { lag: 25, high: pair('1', '26', 0.91), low: pair('2', '27', 0.81) },
      }),
    ])['within-lag']
  expect([row(0.1).answer, row(0.09).answer]).toEqual(['confirmed', 'refuted'])
  expect(row(0.1).shows.en).toBe('lag 25: sim(2, 27) = 0.81, sim(1, 26) = 0.91')
  expect(row(0.1).shows.zh).toBe('间隔 25：sim(2, 27) = 0.81，sim(1, 26) = 0.91')
})

test('the tokenizer is suspected where shared tokens explain more than a fiftieth', () => {
  const answer = (low: number, high: number) =>
    answersOf([
      ...usual,
      measured('tokenizer-share', 'integers', [low, 0.01, high], { details: { rSquared: 0.5 } }),
    ]).tokenizer
  expect([answer(0.05, 0.3), answer(0, 0.01), answer(0, 0.3)]).toEqual(['confirmed', 'refuted', 'undecided'])
})

describe('version numbers', () => {
  const cases = (decimal: 'right' | 'wrong', version: 'right' | 'wrong') => [
    hardCase('9', '9.11', '9.9', decimal),
    hardCase('10', '9.9', '9.11', decimal),
    hardCase('version 10.0', 'version 9.11', 'version 9.9', version),
  ]

  test('are suspected where decimals are read as versions', () => {
    const answer = (...verdicts: Parameters<typeof cases>) =>
      answersOf(usual, { cases: cases(...verdicts) })['version-numbers']
    expect(answer('wrong', 'right')).toBe('confirmed')
    expect(answer('right', 'wrong')).toBe('refuted')
    expect(answer('wrong', 'wrong')).toBe('undecided')
  })

  test('are not looked for where one of the cases was not asked', () => {
    expect(answersOf(usual, { cases: cases('wrong', 'right').slice(1) })['version-numbers']).toBeUndefined()
  })
})
