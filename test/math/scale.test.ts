import { expect, test } from 'vitest'
import { unitOf } from '../../src/math/scale.ts'

test.each([
  ['1 for numbers whose squares are doubles', [1e-60, 1e60], 1],
  ['1 at the edge', [2 ** 200], 1],
  ['a power of two above it', [2 ** 201], 2 ** 201],
  ['a power of two below it', [-(2 ** -201)], 2 ** -201],
  ['that of the largest', [1e-300, 3 * 2 ** -300], 2 ** -299],
  ['the smallest of full precision for subnormal numbers', [5e-324], 2 ** -1022],
  ['the largest', [Number.MAX_VALUE], 2 ** 1023],
  ['1 where all are 0', [0, -0], 1],
])('the unit is %s', (_, values, unit) => {
  expect(unitOf(values)).toBe(unit)
})
