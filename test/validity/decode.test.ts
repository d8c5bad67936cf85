import { expect, test } from 'vitest'
import { decodeCoverage } from '../../scripts/validity/decode.ts'

test('the intervals of the decoding measures hold what is expected over draws of the items', () => {
  const found = decodeCoverage(30, ['straight line, 40 items'])
  expect(found.map(({ measure }) => measure)).toEqual(['decode', 'decode-log', 'decode-extrapolation'])
  for (const { covered, below, above, expected, deviation, width, measure } of found) {
    expect(covered + below + above, measure).toBeCloseTo(1, 12)
    // Four misses of 30 happen once in twenty at 95 %, six once in five hundred.
    expect(covered, measure).toBeGreaterThanOrEqual(25 / 30)
    expect(expected, measure).toBeGreaterThan(0.5)
    // Conservative, but not so wide that it says nothing.
    expect(width / (2 * 1.96 * deviation), measure).toBeLessThan(4)
  }
})
