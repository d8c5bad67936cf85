import { describe, expect, test } from 'vitest'
import { hardCaseFamilies } from '../../../src/findings/rules/hard-case-families.ts'
import type { RunCase } from '../../../src/store/run.ts'
import { embedder, evidence, hardCase, model, reranker } from '../fixtures/evidence.ts'

const family = (name: string, right: number, cases: number, of = embedder): RunCase[] =>
  Array.from({ length: cases }, (_, at) => ({
    ...hardCase(String(at), 'a', 'b', at < right ? 'right' : 'wrong', of),
    family: name,
  }))

function told(...cases: RunCase[]) {
  const models = [...evidence().models, model(reranker, 'r', 'reranker')]
  return hardCaseFamilies(evidence({ models, cases }))
}

describe('hardCaseFamilies', () => {
  test('warns of a family on which a model does worse than a coin, with the exact interval', () => {
    const [{ severity, text }] = told(...family('dates', 0, 7), ...family('times', 3, 7))
    expect(severity).toBe('warning')
    expect(text.en).toBe(
      'm as embedder, hard cases: worse than a coin on dates across a year or a month, right on 0 of 7, 0.00 (95 % 0.00 to 0.41).',
    )
    expect(text.zh).toContain('在跨年或跨月的日期上不如抛硬币，7 题答对 0 题')
  })

  test('tells without a warning of one on which it does better', () => {
    const [{ severity, text }] = told(...family('money', 8, 8))
    expect(severity).toBe('info')
    expect(text.en).toContain('better than a coin on prices, right on 8 of 8')
    expect(text.zh).toContain('在价格上好于抛硬币')
  })

  test.each([
    [1, 7],
    [6, 7],
    [5, 5],
    [0, 5],
  ])('is silent on %d right of %d, which a coin can do', (right, cases) => {
    expect(told(...family('dates', right, cases))).toEqual([])
  })

  test('says nothing of all families together, which hard-cases tells', () => {
    const few = ['a', 'b', 'c'].flatMap(name => family(name, 0, 4))
    expect(told(...few)).toEqual([])
  })

  test('speaks of each model apart, in the words of the family where there are no others', () => {
    const found = told(...family('ours', 8, 8), ...family('ours', 0, 8, reranker))
    expect(found.map(({ text }) => text.en)).toEqual([
      expect.stringMatching(/^m as embedder, hard cases: better than a coin on ours,/),
      expect.stringMatching(/^r as reranker, hard cases: worse than a coin on ours,/),
    ])
  })

  test('says nothing of string references', () => {
    expect(told(...family('dates', 0, 20, 'reference:prefix'))).toEqual([])
  })
})
