import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import {
  explained,
  type Harmonics,
  harmonics,
  harmonicsOf,
  logF,
  transform,
} from '../../src/math/spectrum.ts'
import reference from './harmonics.json' with { type: 'json' }

describe('the fast Fourier transform', () => {
  test.each([1, 2, 8, 64])('of %d values is the sum that defines it', size => {
    const random = seededRandom(1, 'transform', String(size))
    const real = Float64Array.from({ length: size }, random)
    const imaginary = Float64Array.from({ length: size }, random)
    const [before, beforeImaginary] = [real.slice(), imaginary.slice()]
    transform(real, imaginary)
    for (let j = 0; j < size; j++) {
      let [x, y] = [0, 0]
      for (let k = 0; k < size; k++) {
        const angle = (-2 * Math.PI * j * k) / size
        x += before[k] * Math.cos(angle) - beforeImaginary[k] * Math.sin(angle)
        y += before[k] * Math.sin(angle) + beforeImaginary[k] * Math.cos(angle)
      }
      expect(real[j]).toBeCloseTo(x, 10)
      expect(imaginary[j]).toBeCloseTo(y, 10)
    }
  })
})

const places = Float64Array.from({ length: 60 }, (_, at) => at + 1)
const weights = places.map(place => 61 - place)

function centred(values: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = values.reduce((sum, value, at) => sum + weights[at] * value, 0) / total
  return values.map(value => value - mean)
}

const square = (values: Float64Array) => values.reduce((sum, value, at) => sum + weights[at] * value ** 2, 0)

function logFOf(fitted: Harmonics, values: Float64Array, floor: number): number {
  return logF(fitted, values.length, explained(fitted, values), square(values), floor)
}

describe('the harmonics of a period', () => {
  test.each([
    [2, 1],
    [3, 1],
    [5, 2],
    [10, 4],
    [30.5, 4],
    [60, 6],
  ])('of %d places are as many as %d, none above the highest frequency', (period, count) =>
    expect(harmonicsOf(period)).toBe(count),
  )

  test.each([
    [2, 1],
    [3, 2],
    [4, 3],
    [10, 8],
  ])('of %d places have %d columns: a sine that is 0 everywhere is none', (period, count) =>
    expect(harmonics(places, weights, period).count).toBe(count),
  )

  test.each(reference.cases)('of $period places have the F of the weighted regression in NumPy', each => {
    const values = centred(Float64Array.from(reference.values))
    const found = logFOf(harmonics(places, weights, each.period), values, 1e-12)
    expect(found).toBeCloseTo(each.logF, 8)
  })

  test('explain a wave of any phase and shape that they span, and hardly another', () => {
    const wave = centred(places.map(place => Math.sin((2 * Math.PI * (place + 3)) / 10) ** 3))
    const own = logFOf(harmonics(places, weights, 10), wave, 1e-9)
    const other = logFOf(harmonics(places, weights, 7), wave, 1e-9)
    expect(own).toBeGreaterThan(20)
    expect(other).toBeLessThan(0)
  })

  test('explain no more than the floor lets them', () => {
    const random = seededRandom(1, 'tiny')
    const tiny = centred(places.map(() => 1e-9 * random()))
    expect(logFOf(harmonics(places, weights, 10), tiny, 1)).toBeLessThan(-20)
  })
})
