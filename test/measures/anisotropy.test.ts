import { expect, test } from 'vitest'
import { anisotropy } from '../../src/measures/anisotropy.ts'
import { counted, scoredFrom } from '../fixtures/matrices.ts'

test('anisotropy is the mean off the diagonal, with the deviation and the ends of the middle 90 %', () => {
  // 0 … 19 off the diagonal of five documents, 100 on it.
  let next = 0
  const data = Float64Array.from({ length: 25 }, (_, at) => (at % 6 === 0 ? 100 : next++))
  const { value, details } = anisotropy.compute(scoredFrom(counted(5), data, false))
  expect(value).toBeCloseTo(9.5, 12)
  expect(details!.deviation).toBeCloseTo(Math.sqrt((20 ** 2 - 1) / 12), 12)
  expect(details!.p5).toBeCloseTo(0.95, 12)
  expect(details!.p95).toBeCloseTo(18.05, 12)
})
