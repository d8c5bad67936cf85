import { describe, expect, test } from 'vitest'
import { type Features, pickFeatures, predicted, ridgeFits, totalVariance } from '../../src/math/ridge.ts'
import reference from '../published/reference.json' with { type: 'json' }
import { wave } from '../published/wave.ts'

const targetsOf = (count: number) =>
  Array.from({ length: count }, (_, row) => Math.cos(row * 0.7) + 0.1 * row)

describe('ridgeFits', () => {
  test.each(reference.ridge)(
    'of $count rows and $width columns at strength $strength is that of scikit-learn',
    ({ count, width, strength, weights, intercept }) => {
      const [fit] = ridgeFits(wave(count, width), targetsOf(count), [strength])
      expect(fit.intercept).toBeCloseTo(intercept, 9)
      expect(fit.weights).toHaveLength(width)
      for (const [at, weight] of fit.weights.entries()) expect(weight).toBeCloseTo(weights[at], 9)
    },
  )

  test('finds a line that is there, whatever is added to all rows', () => {
    const rows = wave(40, 3)
    const moved: Features = { ...rows, data: Array.from(rows.data, value => value + 100) }
    const targets = Array.from(
      { length: 40 },
      (_, row) => 2 * rows.data[3 * row] - 3 * rows.data[3 * row + 2] + 7,
    )
    const [fit] = ridgeFits(moved, targets, [1e-10])
    for (const [row, value] of predicted(fit, moved).entries()) expect(value).toBeCloseTo(targets[row], 5)
  })

  test('tells the mean where its strength lets nothing else through', () => {
    const targets = targetsOf(12)
    const [fit] = ridgeFits(wave(12, 3), targets, [1e12])
    const mean = targets.reduce((sum, value) => sum + value / 12, 0)
    for (const value of predicted(fit, wave(12, 3))) expect(value).toBeCloseTo(mean, 6)
  })

  test('fits each strength as if it came alone', () => {
    const [weak, strong] = ridgeFits(wave(9, 4), targetsOf(9), [0.5, 5])
    expect(ridgeFits(wave(9, 4), targetsOf(9), [5])[0]).toEqual(strong)
    expect(ridgeFits(wave(9, 4), targetsOf(9), [0.5])[0]).toEqual(weak)
  })
})

test('totalVariance is the mean squared distance of the rows from their mean', () => {
  expect(totalVariance({ count: 2, dimensions: 2, data: [0, 0, 2, 4] })).toBeCloseTo(5, 12)
})

test('pickFeatures takes rows in the order of their places', () => {
  const rows = { count: 3, dimensions: 2, data: [1, 2, 3, 4, 5, 6] }
  expect(Array.from(pickFeatures(rows, [2, 0]).data)).toEqual([5, 6, 1, 2])
})
