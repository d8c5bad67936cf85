import { describe, expect, test } from 'vitest'
import { exactLimits, normalQuantile, normalTails } from '../../src/math/distributions.ts'

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

describe('the exact limits of a share', () => {
  test.each([
    [0, 360, 0.05, 0, 0.00828695087523565],
    [0, 360, 0.025, 0, 0.010194566882012404],
    [3, 120, 0.025, 0.00518557495832136, 0.07132319415690505],
    [360, 360, 0.025, 0.9898054331179879, 1],
    [119, 120, 0.05, 0.9610791531398315, 0.9995726472213267],
  ])('of %i in %i with %d beyond each are those of SciPy (beta.ppf)', (hits, total, tail, low, high) => {
    const [least, most] = exactLimits(hits, total, tail)
    expect(least).toBeCloseTo(low, 7)
    expect(most).toBeCloseTo(high, 7)
  })
})
