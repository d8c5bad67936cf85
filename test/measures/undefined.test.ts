import { describe, expect, test } from 'vitest'
import { caret, caretPairs } from '../../src/measures/caret.ts'
import { concordance } from '../../src/measures/concordance.ts'
import { explained } from '../../src/measures/spread.ts'
import { asymmetricNoise, constant, counted, noise, placed } from '../fixtures/matrices.ts'

describe('what is undefined tells why', () => {
  test('a line through a single lag, and one through means that are equal', () => {
    for (const measure of [caret, caretPairs]) {
      expect(measure.compute(noise(counted(2)))).toEqual({
        value: Number.NaN,
        reason: 'There is only one lag.',
      })
      expect(measure.compute(constant(counted(3)))).toEqual({
        value: Number.NaN,
        reason: 'The similarity is the same at every lag.',
      })
    }
  })

  test('a concordance of documents that are all as far from each other', () => {
    expect(concordance.compute(noise(placed([0, 1, 2], 'circular', 3)))).toEqual({
      value: Number.NaN,
      reason: 'No anchor has two documents at different distances.',
    })
  })
})

test('chance alone explains one share for each lag but one, of the pairs but one', () => {
  expect(explained.chance(noise(counted(3)))).toBeCloseTo(1 / 2, 12)
  expect(explained.chance(asymmetricNoise(counted(3)))).toBeCloseTo(1 / 5, 12)
})
