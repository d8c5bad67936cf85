import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { stratifiedWeights } from '../../src/math/stratified.ts'

const strata = ['a', 'a', 'a', 'b', 'b', 'b', 'b', 'c']

describe('stratifiedWeights', () => {
  const resamples = 4000
  const weights = stratifiedWeights(strata, resamples, seededRandom(1, 'test'))
  const draws = Array.from({ length: resamples }, (_, draw) =>
    weights.subarray(draw * strata.length, (draw + 1) * strata.length),
  )

  test('give each stratum the weight of its units in every draw', () => {
    for (const draw of draws) {
      const sums = [...Map.groupBy(strata.keys(), unit => strata[unit]).values()].map(units =>
        units.reduce((sum, unit) => sum + draw[unit], 0),
      )
      for (const [at, count] of [3, 4, 1].entries()) expect(sums[at]).toBeCloseTo(count, 12)
    }
  })

  test('give the mean of a stratum its unbiased variance', () => {
    const values = [0, 1, 5]
    const means = draws.map(draw => values.reduce((sum, value, unit) => sum + value * draw[unit], 0) / 3)
    const variance = means.reduce((sum, mean) => sum + (mean - 2) ** 2, 0) / resamples
    // s²/n with s² = (4 + 1 + 9)/2 and n = 3.
    expect(Math.abs(variance / (7 / 3) - 1)).toBeLessThan(0.06)
  })
})
