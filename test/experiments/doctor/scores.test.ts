import { describe, expect, test } from 'vitest'
import type { Reranker } from '../../../src/models/reranker.ts'
import { examine, healthyScores, rerankerThat } from '../fixtures/examined.ts'

const sigmoid = (score: number) => 1 / (1 + Math.exp(-score))

describe('the doctor, looking at scores,', () => {
  test('says out loud that a dual encoder stands in', async () => {
    const { faults, outcome } = await examine(rerankerThat(healthyScores, { standIn: true }))
    expect(faults).toEqual(['stand-in warn'])
    expect(outcome('stand-in').evidence).toContain('an embedder is standing in as reranker')
  })

  test.each<[string, (score: number) => number, Reranker['scoreSpace'], string, RegExp]>([
    ['logits', score => score, 'logit', 'pass', /as logits may be; no ties/],
    ['probabilities', score => sigmoid(score / 10), 'probability', 'pass', /as probabilities may be/],
    ['undeclared ones', score => score, 'unknown', 'info', /does not say what they are/],
    ['probabilities for logits', score => sigmoid(score / 10), 'logit', 'warn', /look like probabilities/],
    [
      'logits for probabilities',
      score => score,
      'probability',
      'fail',
      /though its adapter says probabilities/,
    ],
    [
      'saturated ones',
      score => sigmoid(20 * score),
      'probability',
      'warn',
      /^Saturated: \d+ of 12 scores are 0 or 1/,
    ],
    ['rounded ones', score => Math.round(score / 4), 'logit', 'warn', /, with \d+ ties among 12 documents/],
    ['ones without difference', () => 1, 'probability', 'fail', /^All 12 documents have the score 1\./],
  ])('tells what the scores are: %s', async (_, change, scoreSpace, verdict, evidence) => {
    const model = rerankerThat((query, documents) => healthyScores(query, documents).map(change), {
      scoreSpace,
    })
    expect((await examine(model)).outcome('score-space')).toMatchObject({
      verdict,
      evidence: expect.stringMatching(evidence),
    })
  })

  test.each([
    ['rerank-compatible', /body\.raw_scores=true for Infinity, .*dialect=tei for TEI/],
    ['command', /activation_fn=torch\.nn\.Identity\(\)/],
    ['jina', /If the service has raw scores/],
  ])('tells the cure for saturated scores of %s', async (provider, cure) => {
    const model = rerankerThat((query, documents) =>
      healthyScores(query, documents).map(score => sigmoid(20 * score)),
    )
    const { outcome } = await examine({ ...model, id: { ...model.id, provider } })
    expect(outcome('score-space')).toMatchObject({ verdict: 'warn', advice: expect.stringMatching(cure) })
  })

  test('warns when another document beats the query itself, or ties with it', async () => {
    const byLength = rerankerThat((_, documents) =>
      documents.map(({ length }, place) => length + place / 1000),
    )
    expect((await examine(byLength)).outcome('self-first')).toMatchObject({
      verdict: 'warn',
      numbers: { queries: 4, won: 1 },
      evidence: expect.stringMatching(/^1 of 4 .*; for "42" "12 pieces .*" scores as high or higher\.$/),
    })
    const constant = await examine(rerankerThat((_, documents) => documents.map(() => 0.5)))
    expect(constant.outcome('self-first').numbers).toMatchObject({ won: 0 })
  })
})
