import { describe, expect, test } from 'vitest'
import { verdicts } from '../../../src/findings/rules/verdicts.ts'
import { embedder, evidence, model, reranker, verdict } from '../fixtures/evidence.ts'

describe('verdicts', () => {
  test('says in one sentence what a model does with each series, the best first', () => {
    const run = evidence({
      verdicts: [
        verdict('offset', 'below-spelling'),
        verdict('integers', 'partly'),
        verdict('floats', 'chance'),
        verdict('large', 'below-spelling'),
        verdict('dates', 'understands'),
        verdict('negatives', 'reversed'),
        verdict('times', 'spelling'),
        verdict('currency', 'below-spelling'),
      ],
    })
    expect(verdicts.findings(run)).toEqual([
      {
        id: 'verdicts',
        severity: 'info',
        text: {
          en: 'm as embedder is better than comparing characters on 1 of 5 kinds of values: dates. For small numbers, only on integers. Series by series: reliable on dates; partly on integers; no better than comparing characters on times; worse than comparing characters on offset, large and currency; guessing on floats; reversed on negatives.',
          zh: expect.stringMatching(/\p{Script=Han}/u),
        },
        evidence: run.verdicts.map(({ series }) => ({ series, model: embedder, measure: 'concordance' })),
      },
    ])
  })

  test.each([
    ['understands', 'info'],
    ['partly', 'info'],
    ['magnitude', 'warning'],
    ['spelling', 'warning'],
    ['below-spelling', 'warning'],
    ['chance', 'warning'],
    ['reversed', 'warning'],
  ] as const)('warns unless a model goes beyond spelling somewhere: %s is %s', (word, severity) => {
    const run = evidence({ verdicts: [verdict('a', 'chance'), verdict('b', word)] })
    expect(verdicts.findings(run)[0].severity).toBe(severity)
  })

  test('speaks of each prompt apart, and names it only where there are several', () => {
    const asked = (prompt: string) => verdict('a', 'partly', { model: reranker, prompt })
    const models = [model(reranker, 'r', 'reranker')]
    const texts = (run: ReturnType<typeof evidence>) => verdicts.findings(run).map(({ text }) => text.en)
    expect(texts(evidence({ models, verdicts: [asked('near {d}?')] }))).toEqual([
      'r as reranker is better than comparing characters on a. Verdict: partly.',
    ])
    expect(texts(evidence({ models, verdicts: [asked('near {d}?'), asked('{d}')] }))).toEqual([
      'r as reranker (asked “near {d}?”) is better than comparing characters on a. Verdict: partly.',
      'r as reranker (asked “{d}”) is better than comparing characters on a. Verdict: partly.',
    ])
  })

  test.each([
    ['spelling', 'm as embedder is not better than comparing characters on a.'],
    ['chance', 'm as embedder is not better than comparing characters on a. Verdict: guessing.'],
    ['understands', 'm as embedder is better than comparing characters on a. Verdict: reliable.'],
  ] as const)('says of a single series once what it is: %s', (word, sentence) => {
    const [{ text }] = verdicts.findings(evidence({ verdicts: [verdict('a', word)] }))
    expect(text.en).toBe(sentence)
    expect(text.zh!.split('a').length, text.zh!).toBe(2)
  })

  test('says nothing of a run without verdicts', () => {
    expect(verdicts.findings(evidence())).toEqual([])
  })
})
