import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../src/findings/catalogue.ts'
import { concordance, evidence, hardCase, model, reranker, verdict } from './fixtures/evidence.ts'

describe('findingsOf', () => {
  test('gives the findings of all rules, the verdicts first', () => {
    const floor = { value: 0.7, interval: [-0.2, -0.05] as [number, number] }
    const run = evidence({
      models: [...evidence().models, model(reranker, 'm', 'reranker', true)],
      verdicts: [verdict('offset', 'below-spelling')],
      measures: [concordance('offset', 0.56, floor)],
      cases: [
        hardCase('10', '9.9', '9.11', 'wrong'),
        hardCase('version 10.0', 'version 9.11', 'version 9.9', 'right'),
      ],
    })
    expect(findingsOf(run).map(({ id }) => id)).toEqual([
      'verdicts',
      'below-spelling',
      'nine-eleven',
      'hard-cases',
      'stand-in',
    ])
  })

  test('gives none of a run in which nothing was asked', () => {
    expect(findingsOf(evidence())).toEqual([])
  })
})
