import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { fitLine } from '../../src/math/line.ts'
import { curveShape, shapeOf } from '../../src/measures/caret.ts'
import type { LagProfile } from '../../src/measures/lag-profile.ts'

/** The profile of n items in a row with the given mean at each lag, or at those that `has` says. */
function profile(n: number, curve: (lag: number) => number, has = (_: number) => true): LagProfile {
  const lags = Float64Array.from({ length: n - 1 }, (_, at) => at + 1).filter(has)
  return {
    isEven: true,
    lags,
    pairs: lags.map(lag => 2 * (n - lag)),
    mean: lags.map(curve),
    deviation: new Float64Array(lags.length),
  }
}

function shaken(curve: (lag: number) => number, seed = 1) {
  const random = seededRandom(seed, 'shaken')
  return (lag: number) => curve(lag) + 0.05 * (random() - 0.5)
}

/** L · ln(RSS / L) + 2k of the line over a curve of the lag, by `fitLine`. */
function akaike({ lags, mean, pairs }: LagProfile, curve: (lag: number) => number, parameters: number) {
  const { residual } = fitLine(lags.map(curve), mean, pairs)
  return lags.length * Math.log(residual / lags.length) + 2 * parameters
}

/** The least over a search ten times as fine. */
function akaikeOfDecay(given: LagProfile) {
  const longest = given.lags[given.lags.length - 1]
  const decays = Array.from({ length: 600 }, (_, step) => 0.5 * (8 * longest) ** (step / 599))
  return Math.min(...decays.map(decay => akaike(given, lag => Math.exp(-lag / decay), 4)))
}

describe('the shape of a curve', () => {
  test.each([
    ['linear', (lag: number) => 2 - lag / 30],
    ['log', (lag: number) => 1 - Math.log(lag) / 5],
    ['exponential', (lag: number) => 0.2 + Math.exp(-lag / 6)],
  ])('is %s where it is, up to noise', (shape, curve) => {
    expect(shapeOf(profile(40, curve))).toBe(shape)
    expect(shapeOf(profile(40, shaken(curve)))).toBe(shape)
    expect(curveShape(profile(40, shaken(curve))).shape).toBe(shape)
  })

  test('has the AIC of weighted least squares, with every lag and with gaps', () => {
    for (const has of [() => true, (lag: number) => lag % 3 !== 1, (lag: number) => lag > 4 && lag < 29]) {
      const given = profile(
        36,
        shaken(lag => Math.exp(-lag / 9)),
        has,
      )
      const { aic } = curveShape(given)
      expect(aic.linear).toBeCloseTo(
        akaike(given, lag => lag, 3),
        7,
      )
      expect(aic.log).toBeCloseTo(akaike(given, Math.log, 3), 7)
      const best = akaikeOfDecay(given)
      expect(aic.exponential).toBeGreaterThanOrEqual(best - 1e-6)
      expect(aic.exponential).toBeLessThan(best + 1)
    }
  })

  test('searches decay lengths from half a place to four times the largest lag, evenly in their logarithm', () => {
    for (const decay of [0.5, 4 * 20, 0.5 * 160 ** (1 / 59), 0.5 * 160 ** (29 / 59)]) {
      const { aic, shape } = curveShape(profile(21, lag => 3 + 2 * Math.exp(-lag / decay)))
      expect(shape, `${decay}`).toBe('exponential')
      // Found to the last digits of the sum of squares.
      expect(aic.exponential, `${decay}`).toBeLessThan(20 * Math.log(1e-12 / 20))
    }
    const { aic } = curveShape(profile(21, lag => 3 + 2 * Math.exp(-lag / (0.5 * 160 ** (29.5 / 59)))))
    expect(aic.exponential).toBeGreaterThan(20 * Math.log(1e-12 / 20))
  })

  test('is the same whatever the unit and the zero of the similarities', () => {
    const curve = shaken(lag => 1 - lag / 40)
    const given = profile(30, curve)
    const scaled = { ...given, mean: given.mean.map(value => 5 - 8 * value) }
    const [one, other] = [curveShape(given), curveShape(scaled)]
    expect(other.shape).toBe(one.shape)
    for (const each of ['linear', 'log', 'exponential'] as const)
      expect(other.aic[each]).toBeCloseTo(one.aic[each] + 29 * Math.log(64), 6)
  })

  test('is the simplest where the mean never changes, with an AIC that a file can hold', () => {
    const { shape, aic } = curveShape(profile(10, () => 0.5))
    expect(shape).toBe('linear')
    expect(aic.linear).toBe(aic.log)
    expect(aic.exponential).toBeCloseTo(aic.linear + 2, 9)
    expect(Number.isFinite(aic.linear)).toBe(true)
  })

  test('is the simplest of a single lag', () => {
    const { shape, aic } = curveShape(
      profile(
        40,
        () => 0.5,
        lag => lag === 7,
      ),
    )
    expect(shape).toBe('linear')
    for (const each of Object.values(aic)) expect(Number.isFinite(each)).toBe(true)
  })

  test('does not break off where a decay is over before the first lag', () => {
    const { aic } = curveShape(
      profile(
        900,
        lag => 1 - lag / 900,
        lag => lag >= 800,
      ),
    )
    expect(Number.isFinite(aic.exponential)).toBe(true)
  })

  test('does not depend on the lengths that were asked for before', () => {
    const given = profile(15, shaken(Math.sqrt))
    const before = curveShape(given)
    for (let n = 16; n < 30; n++) shapeOf(profile(n, Math.sqrt))
    expect(curveShape(given)).toEqual(before)
  })
})
