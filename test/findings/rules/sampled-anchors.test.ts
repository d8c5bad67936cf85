import { describe, expect, test } from 'vitest'
import { sampledAnchors } from '../../../src/findings/rules/sampled-anchors.ts'
import { concordance, evidence } from '../fixtures/evidence.ts'

const floor = { value: 0.6, interval: [0.05, 0.15] as [number, number] }

describe('sampledAnchors', () => {
  test('says of a large series how many of its documents were anchors', () => {
    const details = { anchors: 1000, documents: 20_000, resamples: 200 }
    const measures = [{ ...concordance('prices', 0.7, floor), details }]
    expect(sampledAnchors.findings(evidence({ measures }))).toMatchObject([
      {
        id: 'sampled-anchors',
        severity: 'info',
        text: {
          en: expect.stringMatching(/^prices is large: .* by 1,000 of its 20,000 documents as anchors/),
          zh: expect.stringContaining('20,000 个文档中的 1,000 个为锚点'),
        },
      },
    ])
  })

  test('says it once of a reranker that was asked in several ways', () => {
    const details = { anchors: 100, documents: 20_000, resamples: 200 }
    const measures = ['{d}', 'like {d}'].map(prompt => ({
      ...concordance('prices', 0.7, floor),
      prompt,
      details,
    }))
    expect(sampledAnchors.findings(evidence({ measures }))).toHaveLength(1)
  })

  test('is silent where all pairs were compared, and where rows of the index were', () => {
    const measures = [
      concordance('integers', 0.7, floor),
      { ...concordance('index-whole', 0.7, floor), details: { anchors: 20, resamples: 1000 } },
    ]
    expect(sampledAnchors.findings(evidence({ measures }))).toEqual([])
  })
})
