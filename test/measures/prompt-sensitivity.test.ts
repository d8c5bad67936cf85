import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../src/math/distributions.ts'
import { promptSensitivity, type Variant } from '../../src/measures/controls.ts'

const variant = (prompt: string, value: number, values: number[], shuffled = false): Variant => ({
  prompt,
  shuffled,
  concordance: { value, values: Float64Array.from(values) },
})
const middle = variant('middle', 0.7, [0.7, 0.7, 0.7, 0.7])
const best = variant('best', 0.9, [0.9, 0.8, 0.9, 1])
const worst = variant('worst', 0.5, [0.5, 0.6, 0.7, 0.4], true)

describe('prompt sensitivity', () => {
  test('is the highest concordance less the lowest, in whatever order the questions come', () => {
    for (const variants of [
      [middle, best, worst],
      [worst, best, middle],
      [best, worst, middle],
    ]) {
      const { id, value, chance, details } = promptSensitivity(variants)
      expect(value).toBeCloseTo(0.4, 12)
      expect({ id, chance, highest: details!.highest, lowest: details!.lowest }).toEqual({
        id: 'prompt-sensitivity',
        chance: 0,
        highest: 'best',
        lowest: 'worst',
      })
    }
  })

  // The two differ by 0.4, 0.2, 0.2 and 0.6: a mean square of 0.0275 about their mean of 0.35.
  test('of two questions has a normal interval of its paired standard error', () => {
    const [low, high] = promptSensitivity([best, worst]).interval!
    const reach = 1.959963984540054 * Math.sqrt(0.0275)
    expect(low).toBeCloseTo(0.4 - reach, 9)
    expect(high).toBeCloseTo(0.4 + reach, 9)
  })

  test('of more questions has an interval as wide as the choice among all pairs asks for', () => {
    const reachOf = (variants: Variant[]) => promptSensitivity(variants).interval![1] - 0.4
    const error = Math.sqrt(0.0275)
    expect(reachOf([best, worst, middle])).toBeCloseTo(normalQuantile(1 - 0.025 / 3) * error, 9)
    expect(reachOf([best, worst, middle, middle])).toBeCloseTo(normalQuantile(1 - 0.025 / 6) * error, 9)
  })

  test('has an interval that ends at 0, never below', () => {
    const { interval } = promptSensitivity([variant('a', 0.5, [0.1, 0.9]), variant('b', 0.52, [0.9, 0.1])])
    expect(interval![0]).toBe(0)
    expect(interval![1]).toBeGreaterThan(0.02)
  })

  test('has no interval where a resample is undefined', () => {
    expect(promptSensitivity([best, variant('b', 0.5, [0.5, Number.NaN, 0.5, 0.5])]).interval).toBeNull()
  })

  test('lists the questions as they came, each with its order of the documents', () => {
    expect(promptSensitivity([middle, worst, best]).details).toMatchObject({
      resamples: 4,
      variants: [
        { prompt: 'middle', order: 'as the series', concordance: 0.7 },
        { prompt: 'worst', order: 'shuffled', concordance: 0.5 },
        { prompt: 'best', order: 'as the series', concordance: 0.9 },
      ],
    })
  })
})
