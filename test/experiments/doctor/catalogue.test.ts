import { describe, expect, test } from 'vitest'
import { embedderThat, examine, healthyScores, healthyVectors, rerankerThat } from '../fixtures/examined.ts'

describe('the doctor', () => {
  test('finds no fault in a healthy embedder, and says what it may be told anyway', async () => {
    const { faults, diagnosis, outcome } = await examine(embedderThat(healthyVectors))
    expect(faults).toEqual([])
    expect(diagnosis).toMatchObject({ spec: 'test:fake', role: 'embedder', verdict: 'pass' })
    expect(diagnosis.checks.map(({ id }) => id)).toEqual([
      'reachable',
      'complete',
      'order',
      'repeat',
      'batch',
      'distinct',
      'unit-norm',
      'symmetry',
      'role',
      'longest-input',
      'latency',
    ])
    expect(outcome('longest-input')).toMatchObject({ verdict: 'pass', numbers: { readCharacters: 8192 } })
    expect(outcome('unit-norm')).toMatchObject({ verdict: 'info' })
  })

  test('finds no fault in a healthy reranker', async () => {
    const { faults, diagnosis, outcome } = await examine(rerankerThat(healthyScores))
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
})
