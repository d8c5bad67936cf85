import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { transform } from '../../src/math/spectrum.ts'
import { fallingTrend } from '../../src/math/trend.ts'

const places = Float64Array.from({ length: 99 }, (_, at) => at + 1)
const weights = places.map(place => 100 - place)
const trendOf = fallingTrend(places, weights, 100)

const largest = (values: Float64Array) => Math.max(...values.map(Math.abs))

describe('the smooth fall', () => {
  test.each([
    ['a straight line', (place: number) => 3 - place / 50, 1e-9],
    ['an exponential of a width between two parts', (place: number) => Math.exp(-place / 11), 2e-3],
    ['a half bell of a width between two parts', (place: number) => Math.exp(-((place / 23) ** 2) / 2), 5e-3],
    ['a logarithm', (place: number) => 2 - Math.log(place) / 5, 1e-2],
  ])('takes %s off', (_, curve, most) => {
    expect(largest(trendOf(places.map(curve)).residual)).toBeLessThan(most)
  })

  test('leaves what rises, less its mean', () => {
    const { residual } = trendOf(places)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const mean = places.reduce((sum, place, at) => sum + weights[at] * place, 0) / total
    places.forEach((place, at) => {
      expect(residual[at]).toBeCloseTo(place - mean, 9)
    })
  })

  test('leaves a wave of ten places nearly as it is', () => {
    const wave = places.map(place => Math.cos((2 * Math.PI * place) / 10))
    const { residual } = trendOf(wave.map((value, at) => value + 5 - places[at] / 20))
    const square = (values: Float64Array) =>
      values.reduce((sum, value, at) => sum + weights[at] * value ** 2, 0)
    expect(square(residual) / square(wave)).toBeGreaterThan(0.9)
  })

  test('never rises, and is with its constant what was taken off', () => {
    const random = seededRandom(1, 'falls')
    for (let times = 0; times < 20; times++) {
      const values = places.map(place => Math.exp(-place / 30) + random())
      const { residual, constant, fall } = trendOf(values)
      const fell = fall(100)
      for (let place = 1; place < 100; place++) {
        expect(fell[place]).toBeLessThanOrEqual(fell[place - 1])
        expect(fell[place] + constant + residual[place - 1]).toBeCloseTo(values[place - 1], 9)
      }
    }
  })

  test('is the covariance of some series: its spectrum is nowhere below 0', () => {
    const random = seededRandom(2, 'falls')
    const { fall } = trendOf(places.map(place => Math.exp(-((place / 9) ** 2) / 2) + 0.1 * random()))
    const covariance = fall(2049)
    const real = Float64Array.from({ length: 4096 }, (_, at) => covariance[Math.min(at, 4096 - at)])
    const highest = real[0]
    transform(real, new Float64Array(4096))
    expect(Math.min(...real)).toBeGreaterThan(-1e-9 * highest)
  })
})
