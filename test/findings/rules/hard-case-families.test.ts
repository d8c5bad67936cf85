import { describe, expect, test } from 'vitest'
import { hardCaseFamilies } from '../../../src/findings/rules/hard-case-families.ts'
import type { RunCase } from '../../../src/store/run.ts'
import { embedder, evidence, hardCase, model, reranker } from '../fixtures/evidence.ts'

const reference = 'reference:prefix'
const family = (name: string, right: number, cases: number, of = embedder): RunCase[] =>
  Array.from({ length: cases }, (_, at) => ({
    ...hardCase(String(at), 'a', 'b', at < right ? 'right' : 'wrong', of),
    family: name,
  }))

function reported(...cases: RunCase[]) {
  const models = [...evidence().models, model(reranker, 'r', 'reranker')]
  return hardCaseFamilies.findings(evidence({ models, cases }))
}

describe('hardCaseFamilies', () => {
  test('warns of a family in which a model has none right: of how many, beside comparing characters', () => {
    const [{ severity, text }] = reported(
      ...family('dates', 0, 7),
      ...family('dates', 1, 7, reference),
      ...family('times', 3, 7),
    )
    expect(severity).toBe('warning')
    expect(text.en).toBe(
      'm as embedder, hard cases: 0 of 7 right on dates across a year or a month (comparing characters gets at most 1).',
    )
    expect(text.zh).toContain('跨年或跨月的日期 7 题答对 0 题（只比较字符最多 1 题）')
  })

  test('tells without a warning of one in which all are right', () => {
    const [{ severity, text }] = reported(...family('money', 8, 8))
    expect(severity).toBe('info')
    expect(text.en).toContain('8 of 8 right on prices.')
  })

  test('says what guessing gets on a family only where its cases were chosen evenly', () => {
    const [{ text }] = reported(...family('decimals', 0, 8), ...family('decimals', 4, 8, reference))
    expect(text.en).toContain(
      '0 of 8 right on decimals (comparing characters gets at most 4, guessing gets 4)',
    )
    expect(text.zh).toContain('猜测约 4 题')
  })

  test('gives no interval: the cases were not drawn', () => {
    expect(reported(...family('dates', 0, 7))[0].text.en).not.toMatch(/95 %|interval/)
  })

  test.each([
    [1, 7],
    [6, 7],
    [4, 4],
    [0, 4],
  ])('is silent on %d right of %d', (right, cases) => {
    expect(reported(...family('dates', right, cases))).toEqual([])
  })

  test('says nothing of all families together, which hard-cases tells', () => {
    const few = ['a', 'b', 'c'].flatMap(name => family(name, 0, 4))
    expect(reported(...few)).toEqual([])
  })

  test('speaks of each model apart, in the words of the family where there are no others', () => {
    const found = reported(...family('ours', 8, 8), ...family('ours', 0, 8, reranker))
    expect(found.map(({ text }) => text.en)).toEqual([
      'm as embedder, hard cases: 8 of 8 right on ours.',
      'r as reranker, hard cases: 0 of 8 right on ours.',
    ])
  })

  test('says nothing of string references', () => {
    expect(reported(...family('dates', 0, 20, reference))).toEqual([])
  })
})
