import { expect, test } from 'vitest'
import { legendDigits } from '../../src/plots/heatmap.ts'

test.each([
  [0.0004, 5],
  [0.0005, 4],
  [0.004, 4],
  [0.0099, 4],
  [0.01, 3],
  [0.099, 3],
  [0.1, 2],
  [9.9, 2],
  [10, 1],
  [99, 1],
  [100, 0],
])('the legend of a range of %d has %d digits behind the point', (range, digits) => {
  expect(legendDigits(range)).toBe(digits)
})
