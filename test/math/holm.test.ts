import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holm } from '../../src/math/holm.ts'

describe('holm', () => {
  test('adjusts as R does', () => {
    // p.adjust(c(0.01, 0.04, 0.03, 0.005), 'holm')
    expect(holm([0.01, 0.04, 0.03, 0.005]).map(p => p.toFixed(6))).toEqual([
      '0.030000',
      '0.060000',
      '0.060000',
      '0.020000',
    ])
    expect(holm([])).toEqual([])
  })

  test('lowers nothing, keeps the order, stays at most 1, and leaves one alone', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(share, { maxLength: 20 }), values => {
        const adjusted = holm(values)
        for (const [a, p] of values.entries()) {
          expect(adjusted[a]).toBeGreaterThanOrEqual(p)
          expect(adjusted[a]).toBeLessThanOrEqual(1)
          for (const [b, q] of values.entries())
            if (p < q) expect(adjusted[a]).toBeLessThanOrEqual(adjusted[b])
        }
      }),
    )
    expect(holm([0.2])).toEqual([0.2])
  })
})
