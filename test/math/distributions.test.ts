import { describe, expect, test } from 'vitest'
import { binomialInterval, normalQuantile, normalTails } from '../../src/math/distributions.ts'

describe('the normal distribution', () => {
  test('has the quantiles of SciPy', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 9)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 9)
    expect(normalQuantile(0.0025)).toBeCloseTo(-2.807033768343811, 9)
  })

  test('has two tails, alike on both sides', () => {
    expect(normalTails(1.959963984540054)).toBeCloseTo(0.05, 7)
    expect(normalTails(-3)).toBeCloseTo(0.0026997960632601866, 9)
    expect(normalTails(0)).toBe(1)
  })
})

describe('binomialInterval', () => {
  // scipy.stats.binomtest(k, n).proportion_ci(method='exact')
  test.each([
    [3, 10, 0.06673951117773447, 0.652452850060008],
    [0, 7, 0, 0.4096163972250487],
    [7, 7, 0.5903836027749514, 1],
    [17, 46, 0.23206571879994292, 0.5245154825908371],
  ])('of %d of %d is the exact one', (right, n, low, high) => {
    const interval = binomialInterval(right, n)
    expect(interval[0]).toBeCloseTo(low, 6)
    expect(interval[1]).toBeCloseTo(high, 6)
  })
})
