import { describe, expect, test } from 'vitest'
import type { Reranker } from '../../src/models/reranker.ts'
import { examine, healthyScore, rerankerThat } from './fixtures/examined.ts'

const healthy = (query: string, documents: readonly string[]) =>
  documents.map(document => healthyScore(query, document))
const sigmoid = (score: number) => 1 / (1 + Math.exp(-score))
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function softmax(scores: readonly number[]): number[] {
  const powers = scores.map(score => Math.exp(score / 10))
  return powers.map(power => power / sum(powers))
}

describe('the doctor of rerankers', () => {
  test('finds no fault in a healthy model', async () => {
    const { faults, diagnosis, outcome } = await examine(rerankerThat(healthy))
    expect(faults).toEqual([])
    expect(diagnosis).toMatchObject({ role: 'reranker', verdict: 'pass' })
    expect(diagnosis.checks.map(({ id }) => id)).toEqual([
      'reachable',
      'complete',
      'order',
      'repeat',
      'alone',
      'document-order',
      'score-space',
      'self-first',
      'latency',
    ])
    expect(outcome('latency').numbers).toEqual({ medianMilliseconds: 5, perSecond: 3200 })
  })

  test('says out loud that a dual encoder stands in', async () => {
    const { faults, outcome } = await examine(rerankerThat(healthy, { standIn: true }))
    expect(faults).toEqual(['stand-in warn'])
    expect(outcome('stand-in').evidence).toContain('a dual encoder stands in for a cross-encoder')
  })

  test.each<[string, (scores: number[]) => number[]]>([
    ['by relevance', scores => scores.toSorted((a, b) => b - a)],
    ['backwards', scores => scores.toReversed()],
    ['shifted by one', scores => [...scores.slice(1), ...scores.slice(0, 1)]],
  ])('finds answers that come %s', async (_, order) => {
    const { outcome } = await examine(rerankerThat((query, documents) => order(healthy(query, documents))))
    expect(outcome('order')).toMatchObject({
      verdict: 'fail',
      evidence: expect.stringMatching(/the same 12 scores stand at other documents/),
    })
    expect(outcome('document-order').evidence).toMatch(/^Not checked, because/)
  })

  test.each([
    [0.02, 'repeat warn'],
    [3, 'repeat fail'],
  ])('says how far the same call comes out differently (noise of %d)', async (size, expected) => {
    const { faults } = await examine(
      rerankerThat((query, documents, call) =>
        healthy(query, documents).map((score, place) => score + size * Math.sin(7 * call + 5 * place)),
      ),
    )
    expect(faults).toContain(expected)
    expect(faults.some(fault => fault.startsWith('order') || fault.startsWith('document-order'))).toBe(false)
  })

  test('finds scores that depend on the batch, and does not call that listwise', async () => {
    const padded = (query: string, documents: readonly string[]) => {
      const longest = Math.max(...documents.map(({ length }) => length))
      return healthy(query, documents).map(
        (score, place) => score + 0.004 * (longest - documents[place].length),
      )
    }
    const { faults, outcome } = await examine(rerankerThat(padded))
    expect(faults).toEqual(['alone warn'])
    expect(outcome('alone').evidence).toMatch(
      /^Scores depend on the batch\. 4 documents alone and among 12: /,
    )
  })

  test('fails a listwise model that does not say so, and only names one that does', async () => {
    const listwise = (query: string, documents: readonly string[]) => softmax(healthy(query, documents))
    const silent = await examine(rerankerThat(listwise, { scoreSpace: 'probability' }))
    expect(silent.faults).toEqual(['alone fail'])
    expect(silent.outcome('alone').evidence).toMatch(/^Listwise: scores depend on the other documents\./)
    const declared = await examine(rerankerThat(listwise, { scoreSpace: 'probability', listwise: true }))
    expect(declared.faults).toEqual([])
    expect(declared.outcome('alone')).toMatchObject({
      verdict: 'info',
      evidence: expect.stringMatching(/^Listwise, as it says/),
    })
  })

  test.each([
    [0.03, false, 'document-order warn'],
    [1, false, 'document-order fail'],
    [1, true, 'document-order warn'],
  ])('finds that the place in the list matters (by %d, listwise %s)', async (size, listwise, expected) => {
    const model = rerankerThat(
      (query, documents) => healthy(query, documents).map((score, place) => score - size * place),
      { listwise },
    )
    const { faults } = await examine(model)
    expect(faults).toContain(expected)
    expect(faults.some(fault => fault.startsWith('order'))).toBe(false)
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
    const model = rerankerThat((query, documents) => healthy(query, documents).map(change), { scoreSpace })
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
      healthy(query, documents).map(score => sigmoid(20 * score)),
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
