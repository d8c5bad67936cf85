import { describe, expect, test } from 'vitest'
import { normalQuantile, normalTails } from '../../src/math/distributions.ts'

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
