import { expect, test } from 'vitest'
import { extent } from '../../src/math/extent.ts'

test('the extent of a million values is found, and that of none leaves everything out', () => {
  expect(extent(Float64Array.from({ length: 1e6 }, (_, at) => (at * 7919) % 1e6))).toEqual([0, 999_999])
  expect(extent([])).toEqual([Infinity, -Infinity])
  expect(extent([1, Number.NaN, 2])).toEqual([Number.NaN, Number.NaN])
})
