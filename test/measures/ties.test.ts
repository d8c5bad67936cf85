import { describe, expect, test } from 'vitest'
import { ties } from '../../src/measures/ties.ts'
import { constant, counted, noise, scoredFrom } from '../fixtures/matrices.ts'

describe('ties', () => {
  test('is 0 where all scores of an anchor differ, and 1 where none does', () => {
    expect(ties.compute(noise(counted(20))).value).toBe(0)
    expect(ties.compute(constant(counted(20)))).toMatchObject({ value: 1, details: { saturated: 1 } })
  })

  test('counts the pairs of an anchor that agree to a millionth of what they spread over', () => {
    const documents = counted(4)
    // Anchor 1 sees 0.5, 0.50000001 and 0.7: one tie of three. The others see three scores.
    const data = Float64Array.of(
      1,
      0.5,
      0.50000001,
      0.7,
      0.1,
      1,
      0.2,
      0.3,
      0.1,
      0.2,
      1,
      0.3,
      0.1,
      0.2,
      0.3,
      1,
    )
    expect(ties.compute(scoredFrom(documents, data, false)).value).toBeCloseTo(1 / 12, 12)
  })

  test('tells how many scores stand at the ends of the range', () => {
    const data = noise(counted(10)).raw.map(value => Math.min(0.8, Math.max(0.2, value)))
    const { details } = ties.compute(scoredFrom(counted(10), data))
    const off = [...data].filter((_, place) => place % 11 !== 0)
    const clipped = off.filter(value => value === 0.8 || value === 0.2).length / off.length
    expect(clipped).toBeGreaterThan(0.2)
    expect(details!.saturated).toBeCloseTo(clipped, 12)
  })
})
