import { describe, expect, test } from 'vitest'
import { headline } from '../../src/measures/headline.ts'

const steps = Float64Array.from({ length: 41 }, (_, at) => 0.7 + at / 400)
const shifted = (by: number) => steps.map(value => value + by)

describe('the headline', () => {
  test('has the middle 95 % of the concordance, and of its margin over the best floor of each resample', () => {
    const best = steps.map((_, at) => (at % 2 === 0 ? 0.6 : 0.5))
    const other = steps.map((_, at) => (at % 2 === 0 ? 0.2 : 0.6))
    const { interval, marginInterval } = headline(steps, [best, other])
    expect(interval![0]).toBeCloseTo(0.7025, 12)
    expect(interval![1]).toBeCloseTo(0.7975, 12)
    expect(marginInterval![0]).toBeCloseTo(0.1025, 12)
    expect(marginInterval![1]).toBeCloseTo(0.1975, 12)
  })

  test('pairs model and floor: a floor that moves with the model leaves a margin without width', () => {
    const { marginInterval } = headline(steps, [shifted(-0.1)])
    expect(marginInterval![0]).toBeCloseTo(0.1, 12)
    expect(marginInterval![1]).toBeCloseTo(0.1, 12)
  })

  test.each([
    ['partly', 0, -0.1],
    ['partly', 0.195, -0.1],
    ['understands', 0.2, -0.1],
    ['below-spelling', 0, 0.1],
    ['spelling', 0, 0],
  ])(
    'is %s where its resamples, from 0.7 on, are moved by %d and the floors stand %d above',
    (verdict, by, above) => {
      expect(headline(shifted(by), [shifted(by + above)]).verdict).toBe(verdict)
    },
  )

  test('has no verdict, but still its interval, where only a floor is undefined', () => {
    const { interval, marginInterval, verdict } = headline(steps, [steps.map(() => Number.NaN)])
    expect(interval).not.toBeNull()
    expect(marginInterval).toBeNull()
    expect(verdict).toBeNull()
  })
})
