import { describe, expect, test } from 'vitest'
import { belowSpelling } from '../../../src/findings/rules/below-spelling.ts'
import { concordance, embedder, evidence, reranker, verdict } from '../fixtures/evidence.ts'

const reference = 'reference:prefix'

describe('belowSpelling', () => {
  const floor = { value: 0.7, interval: [-0.2, -0.05] as [number, number] }

  test('warns of a series that characters alone order better, with the numbers', () => {
    const run = evidence({
      verdicts: [verdict('offset', 'below-spelling')],
      measures: [
        concordance('offset', 0.9, floor, { model: reranker }),
        concordance('offset', 0.95, floor, { prompt: 'another' }),
        concordance('integers', 0.8, floor),
        concordance('offset', 0.56, floor),
      ],
    })
    expect(belowSpelling.findings(run)).toEqual([
      {
        id: 'below-spelling',
        severity: 'warning',
        text: {
          en: 'offset: m as embedder orders these worse than comparing characters does. Its concordance is 0.56; prefix, which only compares characters, reaches 0.70 (difference −0.14, 95 % interval −0.20 to −0.05).',
          zh: expect.stringMatching(/\p{Script=Han}/u),
        },
        evidence: [
          { series: 'offset', model: embedder, measure: 'concordance' },
          { series: 'offset', model: reference, measure: 'concordance' },
        ],
      },
    ])
  })

  test.each(['chance', 'reversed', 'spelling', 'partly', 'understands'] as const)('is silent on %s', word => {
    expect(
      belowSpelling.findings(
        evidence({ verdicts: [verdict('offset', word)], measures: [concordance('offset', 0.6, floor)] }),
      ),
    ).toEqual([])
  })
})
