import { describe, expect, test } from 'vitest'
import { selectivity } from '../../src/measures/controls.ts'

const resampled = (value: number, ...values: number[]) => ({ value, values: Float64Array.from(values) })

describe('selectivity', () => {
  const original = resampled(0.9, 0.8, 0.9, 1)
  const permuted = [
    { digits: '0482395716', model: resampled(0.6, 0.5, 0.6, 0.7), oracle: 0.65 },
    { digits: '0937142658', model: resampled(0.5, 0.3, 0.4, 0.5), oracle: 0.55 },
  ]

  test('is the concordance less its mean over the permutations', () => {
    const { id, value, chance } = selectivity(original, permuted)
    expect({ id, chance }).toEqual({ id: 'selectivity', chance: 0 })
    expect(value).toBeCloseTo(0.35, 12)
  })

  test('has a paired interval: what moves both sides alike moves nothing', () => {
    const { interval } = selectivity(original, permuted)
    expect(interval![0]).toBeCloseTo(0.4, 12)
    expect(interval![1]).toBeCloseTo(0.4, 12)
  })

  test('has an interval as wide as both sides differ', () => {
    const { interval } = selectivity(resampled(0.9, 0.7, 0.9), [permuted[0]])
    expect(interval![0]).toBeCloseTo(0.2 + 0.025 * 0.1, 12)
    expect(interval![1]).toBeCloseTo(0.3 - 0.025 * 0.1, 12)
  })

  test('tells what the oracle would have, and what each permutation left', () => {
    const { details } = selectivity(original, permuted)
    expect(details!.oracle).toBeCloseTo(0.4, 12)
    expect(details).toMatchObject({
      resamples: 3,
      permutations: [
        { digits: '0482395716', concordance: 0.6, oracle: 0.65 },
        { digits: '0937142658', concordance: 0.5, oracle: 0.55 },
      ],
    })
  })

  test('has no interval where a permutation is undefined on too many resamples', () => {
    const seldom = { digits: '0', model: resampled(0.6, Number.NaN, Number.NaN, 0.6), oracle: 0.6 }
    expect(selectivity(original, [seldom]).interval).toBeNull()
  })

  test('tells what is lost as a share of what this model has to lose, beside the oracle’s', () => {
    const { details } = selectivity(original, permuted)
    const { share } = details as unknown as {
      share: { value: number; interval: [number, number]; oracle: number }
    }
    expect(share.value).toBeCloseTo(0.35 / 0.4, 12)
    expect(share.oracle).toBeCloseTo(0.4 / 0.5, 12)
    // Both sides on the same draws: 0.4 of 0.3, 0.4 of 0.4 and 0.4 of 0.5.
    expect(share.interval[0]).toBeCloseTo(0.8 + 0.05 * 0.2, 9)
    expect(share.interval[1]).toBeCloseTo(1 + 0.95 * (0.4 / 0.3 - 1), 9)
  })

  test('has no share where there is nothing to lose', () => {
    const guess = resampled(0.5, 0.49, 0.5, 0.5)
    expect(selectivity(guess, permuted).details!.share).toMatchObject({ value: null, interval: null })
  })
})
