import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holm, holmLevels } from '../../src/math/holm.ts'
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

describe('holmLevels', () => {
  test('tests the least p-value at the level over their number, and the largest at the level itself', () => {
    expect(holmLevels([0.03, 0.001, 0.9], 0.06)).toEqual([0.03, 0.02, 0.06])
  })

  test('rejects what its adjusted p-value rejects, where all smaller ones are rejected', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 9 }),
        p => {
          const levels = holmLevels(p, 0.05)
          const rejected = p.map(
            (own, at) =>
              p.every((other, i) => other > own || other <= levels[i] || i === at) && own <= levels[at],
          )
          const adjusted = holm(p).map(each => each <= 0.05)
          for (const [at] of p.entries())
            if (Math.abs(holm(p)[at] - 0.05) > 1e-12) expect(rejected[at]).toBe(adjusted[at])
        },
      ),
    )
  })
})
