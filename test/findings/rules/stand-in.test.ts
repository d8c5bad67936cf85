import { describe, expect, test } from 'vitest'
import { standIn } from '../../../src/findings/rules/stand-in.ts'
import { embedder, evidence, model, reranker } from '../fixtures/evidence.ts'

describe('standIn', () => {
  test('says of a dual encoder in place of a cross-encoder that it is none', () => {
    const models = [model(embedder, 'm', 'embedder'), model(reranker, 'm', 'reranker', true)]
    expect(standIn.findings(evidence({ models }))).toMatchObject([
      {
        id: 'stand-in',
        severity: 'notice',
        text: { en: expect.stringMatching(/^m is not a cross-encoder\. /) },
      },
    ])
  })

  test('is silent on embedders and true rerankers', () => {
    const models = [model(embedder, 'm', 'embedder'), model(reranker, 'r', 'reranker')]
    expect(standIn.findings(evidence({ models }))).toEqual([])
  })
})
