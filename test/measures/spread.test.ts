import { describe, expect, test } from 'vitest'
import { withinLag } from '../../src/measures/spread.ts'
import { counted, perfect, scoredFrom } from '../fixtures/matrices.ts'

const thirty = counted(30)
const at = (i: number, j: number) => i * 30 + j

describe('within-lag', () => {
  test('is 0 where distance alone decides', () => {
    expect(withinLag.compute(perfect(thirty)).value).toBeCloseTo(0, 12)
  })

  test('names the two pairs of equal distance that differ most', () => {
    const { raw } = perfect(thirty)
    for (const [i, j, change] of [
      [4, 9, 0.2],
      [14, 19, -0.1],
    ] as const) {
      raw[at(i, j)] += change
      raw[at(j, i)] += change
    }
    const { value, details } = withinLag.compute(scoredFrom(thirty, raw))
    expect(value).toBeCloseTo(0.3, 12)
    expect(details).toMatchObject({
      lag: 5,
      high: { anchor: 'd5', document: 'd10' },
      low: { anchor: 'd15', document: 'd20' },
    })
  })

  test('looks at both directions where they differ', () => {
    const { raw } = perfect(thirty)
    raw[at(9, 4)] += 0.4
    const { details } = withinLag.compute(scoredFrom(thirty, raw, false))
    expect(details!.high).toMatchObject({ anchor: 'd10', document: 'd5' })
  })

  test('leaves lags of fewer than ten pairs out, and has no value where there is no other', () => {
    const { raw } = perfect(thirty)
    raw[at(0, 29)] += 5
    raw[at(29, 0)] += 5
    expect(withinLag.compute(scoredFrom(thirty, raw)).value).toBeCloseTo(0, 12)
    expect(withinLag.compute(perfect(counted(10))).reason).toBe('No lag has 10 pairs.')
  })
})
