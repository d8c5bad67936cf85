import { describe, expect, test } from 'vitest'
import { shareInterval } from '../../src/math/share-interval.ts'

describe('shareInterval', () => {
  // SciPy: binomtest(k, n).proportion_ci(method='wilson').
  test.each([
    [0, 12, 0, 0.24249400665524085],
    [2, 12, 0.04696514218385381, 0.4480308622529734],
    [12, 12, 0.7575059933447592, 1],
    [5, 54, 0.040201134757029425, 0.19909882590962685],
    [1, 1, 0.20654931437723745, 1],
  ])('of %i in %i is that of Wilson', (hits, count, low, high) => {
    const interval = shareInterval(hits / count, count)
    expect(interval[0]).toBeCloseTo(low, 12)
    expect(interval[1]).toBeCloseTo(high, 12)
  })

  test('ends at exactly 0 where none succeeded, and at 1 where all did', () => {
    for (const count of [1, 7, 12, 40]) {
      expect(shareInterval(0, count)[0]).toBe(0)
      expect(shareInterval(1, count)[1]).toBe(1)
    }
  })

  test('is narrower the more trials there are, and mirrors with the share', () => {
    const width = (count: number) => shareInterval(0.25, count)[1] - shareInterval(0.25, count)[0]
    expect(width(40)).toBeLessThan(width(12))
    const [low, high] = shareInterval(0.2, 30)
    const [mirroredLow, mirroredHigh] = shareInterval(0.8, 30)
    expect(mirroredLow).toBeCloseTo(1 - high, 12)
    expect(mirroredHigh).toBeCloseTo(1 - low, 12)
  })
})
