import { describe, expect, test } from 'vitest'
import { NumeracyError } from '../../../src/base/error.ts'
import { fakeEmbedder } from '../../models/fakes.ts'
import { embedderThat, examine, healthyVector } from '../fixtures/examined.ts'

describe('the doctor, asking for long texts,', () => {
  test.each([200, 700, 1500, 4000])('finds that texts are cut at %d characters', async limit => {
    const { faults, outcome } = await examine(
      embedderThat(texts => texts.map(text => healthyVector(text.slice(0, limit)))),
    )
    expect(faults).toEqual(['longest-input warn'])
    const { readCharacters, cutCharacters } = outcome('longest-input').numbers!
    // The texts differ in their last forty characters.
    expect(readCharacters).toBeLessThan(limit + 40)
    expect(cutCharacters).toBeGreaterThanOrEqual(limit + 39)
    expect(cutCharacters - readCharacters).toBeLessThanOrEqual(200)
  })

  test.each([
    [100, 'warn', /^512 characters are refused: too long$/],
    [3000, 'info', /^2,048 characters are read to their end; 8,192 characters are refused: too long$/],
  ])(
    'tells from which length on a model refuses texts (over %d characters)',
    async (limit, verdict, evidence) => {
      const model = fakeEmbedder({
        maxBatch: 16,
        before: texts => {
          if (texts.some(text => text.length > limit))
            throw new NumeracyError('model-unavailable', 'too long')
        },
      })
      const { outcome } = await examine(model)
      expect(outcome('longest-input')).toMatchObject({ verdict, evidence: expect.stringMatching(evidence) })
    },
  )
})
