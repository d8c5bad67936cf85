import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holm } from '../../src/math/holm.ts'
import reference from './holm.json' with { type: 'json' }

describe('holm', () => {
  test.each(reference.cases)('adjusts $p as statsmodels does', ({ p, adjusted }) => {
    const ours = holm(p)
    expect(ours).toHaveLength(p.length)
    for (const [at, value] of ours.entries()) expect(value).toBeCloseTo(adjusted[at], 14)
  })

  test('adjusts nothing to nothing', () => {
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
