import { describe, expect, test } from 'vitest'
import { floorDraws, marginInterval } from '../../src/measures/resamples.ts'

const steps = Float64Array.from({ length: 41 }, (_, at) => 0.7 + at / 400)
const shifted = (by: number) => steps.map(value => value + by)

describe('the margin over spelling', () => {
  test('is over the best floor of each resample, its middle 95 %', () => {
    const best = steps.map((_, at) => (at % 2 === 0 ? 0.6 : 0.5))
    const other = steps.map((_, at) => (at % 2 === 0 ? 0.2 : 0.6))
    const margin = marginInterval(steps, floorDraws([best, other]))
    expect(margin![0]).toBeCloseTo(0.1025, 12)
    expect(margin![1]).toBeCloseTo(0.1975, 12)
  })

  test('takes the best string reference again in each resample', () => {
    const floor = floorDraws([
      Float64Array.of(0.9, 0.1, 0.1),
      Float64Array.of(0.1, 0.9, 0.1),
      Float64Array.of(0.1, 0.1, 0.9),
    ])
    expect([...floor]).toEqual([0.9, 0.9, 0.9])
  })

  test('pairs model and floor: a floor that moves with the model leaves a margin without width', () => {
    const margin = marginInterval(steps, shifted(-0.1))
    expect(margin![0]).toBeCloseTo(0.1, 12)
    expect(margin![1]).toBeCloseTo(0.1, 12)
  })

  test('is none where a resample is undefined', () => {
    expect(marginInterval(Float64Array.of(0.6, Number.NaN), Float64Array.of(0.5, 0.5))).toBeNull()
    expect(marginInterval(Float64Array.of(0.6, 0.6), Float64Array.of(0.5, Number.NaN))).toBeNull()
  })
})
