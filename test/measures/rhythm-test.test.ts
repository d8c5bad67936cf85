import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { explained, harmonics, logF } from '../../src/math/spectrum.ts'
import { rhythmTest } from '../../src/measures/rhythm.ts'

const lags = Float64Array.from({ length: 30 }, (_, at) => at + 1)
const pairs = lags.map(lag => 31 - lag)
/** None is a harmonic of another. */
const grid = Float64Array.of(2, 3, 5, 7, 11)

function centred(values: Float64Array): Float64Array {
  const total = pairs.reduce((sum, each) => sum + each, 0)
  const mean = values.reduce((sum, value, at) => sum + pairs[at] * value, 0) / total
  return values.map(value => value - mean)
}
const wave = (period: number, height = 1) =>
  centred(lags.map(lag => height * Math.cos((2 * Math.PI * lag) / period)))
function noises(count: number, seed: number, height = 1): Float64Array[] {
  const random = seededRandom(seed, 'noise')
  return Array.from({ length: count }, () => centred(lags.map(() => height * (random() - 0.5))))
}
const judged = (curves: readonly Float64Array[]) => rhythmTest(lags, pairs, grid, curves)

/** Each period's log F of each curve, less their mean, over their deviation as of a sample. */
function byHand(curves: readonly Float64Array[]): number[][] {
  const squares = curves.map(curve => curve.reduce((sum, value, at) => sum + pairs[at] * value ** 2, 0))
  const sorted = squares.slice(1).sort((a, b) => a - b)
  const middle =
    (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
  return [...grid].map(period => {
    const fitted = harmonics(lags, pairs, period)
    const scores = curves.map((curve, at) =>
      logF(fitted, curve.length, explained(fitted, curve), squares[at], middle),
    )
    const mean = scores.reduce((sum, score) => sum + score) / scores.length
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1)
    return scores.map(score => (score - mean) / Math.sqrt(variance))
  })
}

describe('the test of a rhythm', () => {
  test('finds the period of a wave, as surely as so many draws can say', () => {
    for (const [place, period] of [...grid].entries()) {
      const { peak, p, single } = judged([wave(period, 5), ...noises(19, 1)])
      expect(peak, `${period}`).toBe(place)
      expect(p).toBe(1 / 20)
      expect(single[place]).toBe(1 / 20)
    }
  })

  test('studentises each period against all curves', () => {
    const curves = noises(12, 3)
    const { z, peak, p, single } = judged(curves)
    const scores = byHand(curves)
    scores.forEach((score, place) => {
      expect(z[place]).toBeCloseTo(score[0], 9)
      expect(single[place]).toBe(score.filter(each => each >= score[0]).length / 12)
    })
    expect(z[peak]).toBe(Math.max(...z))
    const highest = curves.map((_, at) => Math.max(...scores.map(score => score[at])))
    expect(p).toBe(highest.filter(each => each >= highest[0]).length / 12)
  })

  test('has a p between that of the surest and 1, in between for a curve like the others', () => {
    const found = Array.from({ length: 40 }, (_, seed) => judged(noises(20, seed)).p)
    for (const p of found)
      expect(Number.isInteger(Math.round(p * 20 * 1e9) / 1e9) && p > 0 && p <= 1).toBe(true)
    const mean = found.reduce((sum, p) => sum + p) / found.length
    // Of 40 uniform values the mean is within 0.525 ± 0.18 but for 1 in 10,000 times.
    expect(Math.abs(mean - 0.525)).toBeLessThan(0.18)
  })

  test('does not depend on the unit of the curves', () => {
    const curves = noises(10, 5)
    const scaled = judged(curves.map(curve => curve.map(value => 1e-7 * value)))
    const plain = judged(curves)
    expect(scaled.p).toBe(plain.p)
    scaled.z.forEach((z, place) => {
      expect(z).toBeCloseTo(plain.z[place], 6)
    })
  })

  test('finds no rhythm in a wave that is far below the noise', () => {
    const { p } = judged([wave(5, 1e-3), ...noises(19, 2)])
    expect(p).toBe(1)
  })

  test('finds a wave of any height among curves that do not move', () => {
    const still = Array.from({ length: 9 }, () => new Float64Array(lags.length))
    for (const height of [1, 1e-12]) expect(judged([wave(5, height), ...still]).p).toBe(1 / 10)
  })

  test.each([2, 7, 20])('has p 1 and deviations of 0 where none of %s curves moves', count => {
    const still = Array.from({ length: count }, () => new Float64Array(lags.length))
    const { z, p, single } = judged(still)
    expect([...z]).toEqual([0, 0, 0, 0, 0])
    expect(p).toBe(1)
    expect([...single]).toEqual([1, 1, 1, 1, 1])
  })

  test('counts curves as high as the first with those above it', () => {
    const [first, second] = noises(2, 7)
    expect(judged([first, first, second, second]).p).toBeGreaterThanOrEqual(0.5)
  })
})
