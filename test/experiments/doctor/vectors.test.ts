import { describe, expect, test } from 'vitest'
import type { Embedder } from '../../../src/models/embedder.ts'
import { fakeEmbedder } from '../../models/fakes.ts'
import { embedderThat, examine, healthyVector, healthyVectors } from '../fixtures/examined.ts'

describe('the doctor, looking at vectors,', () => {
  test('fails a model that gives every text one vector, and only for that', async () => {
    const { faults, outcome } = await examine(embedderThat(texts => texts.map(() => healthyVector('1'))))
    expect(faults).toEqual(['distinct fail'])
    expect(outcome('order').verdict).toBe('info')
    expect(outcome('distinct').evidence).toBe('All 12 texts have one vector.')
  })

  test('names texts that have one vector', async () => {
    const { faults, outcome } = await examine(
      embedderThat(texts => texts.map(text => healthyVector(text.replace('.11', '.9')))),
    )
    expect(faults).toEqual(['distinct warn'])
    expect(outcome('distinct').evidence).toBe(
      '1 of 66 pairs of different texts have one vector, such as "9.11" and "9.9".',
    )
  })

  test('warns of vectors that are not of the length that the identity says', async () => {
    const model = embedderThat(healthyVectors)
    const declared: Embedder = { ...model, id: { ...model.id, normalisation: 'unit' } }
    expect((await examine(declared)).faults).toEqual(['unit-norm warn'])
    const unit = embedderThat(texts =>
      healthyVectors(texts).map(row => row.map(value => value / Math.hypot(...row))),
    )
    expect(
      (await examine({ ...unit, id: { ...unit.id, normalisation: 'unit' } })).outcome('unit-norm'),
    ).toMatchObject({
      verdict: 'pass',
    })
  })

  test('tells whether a text as a query has another vector', async () => {
    const sensitive = await examine(fakeEmbedder({ dimensions: 16, maxBatch: 16 }))
    expect(sensitive.outcome('role')).toMatchObject({
      verdict: 'info',
      evidence: expect.stringMatching(/^A text as a query has another vector .* down to 0\.\d{6}\.$/),
      advice: expect.stringContaining('--roles query-document'),
    })
    const blind = await examine(embedderThat(healthyVectors))
    expect(blind.outcome('role').evidence).toContain('--roles changes nothing')
  })
})
