import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { transform } from '../../src/math/spectrum.ts'
import { fallingTrend, nonNegative } from '../../src/math/trend.ts'

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

const number = fc.double({ min: -1, max: 1, noNaN: true })

function problem(columns: readonly (readonly number[])[], target: readonly number[]) {
  const inner = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, at) => sum + x * b[at], 0)
  return {
    products: Float64Array.from(columns.flatMap(a => columns.map(b => inner(a, b)))),
    onTarget: columns.map(column => inner(column, target)),
  }
}

describe('least squares without negative coefficients', () => {
  test('meets the conditions of Karush, Kuhn and Tucker', () => {
    const columns = fc.array(fc.array(number, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(columns, fc.array(number, { minLength: 8, maxLength: 8 }), (made, target) => {
        // A unit of its own keeps each column independent of the others.
        const independent = made.map((column, k) => column.map((value, at) => value + (at === k ? 3 : 0)))
        const { products, onTarget } = problem(independent, target)
        const k = made.length
        const x = nonNegative(products, onTarget)
        for (let i = 0; i < k; i++) {
          let gradient = onTarget[i]
          for (let j = 0; j < k; j++) gradient -= products[i * k + j] * x[j]
          expect(x[i]).toBeGreaterThanOrEqual(0)
          expect(gradient).toBeLessThan(1e-8)
          if (x[i] > 0) expect(Math.abs(gradient)).toBeLessThan(1e-8)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('finds coefficients that are all above 0 exactly', () => {
    const columns = [
      [1, 0, 1],
      [0, 1, 1],
    ]
    const { products, onTarget } = problem(columns, [2, 3, 5])
    expect([...nonNegative(products, onTarget)]).toEqual([expect.closeTo(2, 12), expect.closeTo(3, 12)])
  })

  test('leaves out a column that is the same as another', () => {
    const { products, onTarget } = problem(
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      [2, 4, 6],
    )
    const x = nonNegative(products, onTarget)
    expect(x[0] + x[1]).toBeCloseTo(2, 12)
  })
})
