import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/random.ts'
import { covarianceLength, type Smooth, smoothProfiles } from '../../src/measures/rhythm-null.ts'

const draws = 6000

/** Mean and variance at each lag over many draws. */
function moments(smooth: Smooth, seed = 1) {
  const draw = smoothProfiles(smooth, seededRandom(seed, 'moments'))
  const first = draw()
  const [sums, squares] = [new Float64Array(first.length), new Float64Array(first.length)]
  for (let times = 0; times < draws; times++) {
    draw().forEach((value, at) => {
      sums[at] += value
      squares[at] += value * value
    })
  }
  const mean = sums.map(sum => sum / draws)
  return { mean, variance: squares.map((square, at) => square / draws - mean[at] ** 2) }
}

/**
 * The variance of the mean product at each lag of Gaussian vectors with D independent coordinates (Isserlis 1918):
 * Σ over pairs (a, b), (c, d) of C(a, c) · C(b, d) + C(a, d) · C(b, c), over D · pairs².
 */
function isserlis({ n, circular, covariance, dimensions }: Smooth): number[] {
  const apart = (a: number, b: number) => {
    const lag = Math.abs(a - b)
    return circular ? Math.min(lag, n - lag) : lag
  }
  const at = (a: number, b: number) => covariance[apart(a, b)]
  return Array.from({ length: circular ? Math.floor(n / 2) : n - 1 }, (_, place) => {
    const pairs: [number, number][] = []
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++) if (apart(i, j) === place + 1) pairs.push([i, j])
    let sum = 0
    for (const [a, b] of pairs) for (const [c, d] of pairs) sum += at(a, c) * at(b, d) + at(a, d) * at(b, c)
    return sum / (dimensions * pairs.length ** 2)
  })
}

function smooth(n: number, circular: boolean, over: Partial<Smooth> = {}): Smooth {
  const covariance = Float64Array.from({ length: covarianceLength(n, circular) }, (_, lag) => 0.6 ** lag)
  return { n, circular, covariance, dimensions: 1, scatter: 0, ...over }
}

function expectMoments(given: Smooth, extra: (lag: number) => number = () => 0) {
  const { mean, variance } = moments(given)
  const wanted = isserlis(given)
  expect(mean.length).toBe(wanted.length)
  wanted.forEach((product, at) => {
    const whole = product + extra(at + 1)
    expect(
      Math.abs(mean[at] - given.covariance[at + 1]) / Math.sqrt(whole / draws),
      `mean ${at}`,
    ).toBeLessThan(4.5)
    // Products of two normal values have a kurtosis of up to 9: the variance is within 20 % of what it should be.
    expect(Math.abs(variance[at] / whole - 1), `variance ${at}`).toBeLessThan(0.2)
  })
}

describe('the covariance that curves are drawn from', () => {
  test('reaches half round a circle of a power of two that holds the items twice', () => {
    expect([8, 9, 16, 17].map(n => covarianceLength(n, false))).toEqual([9, 17, 17, 33])
  })

  test('reaches half round the circle of the items', () => {
    expect([8, 9].map(n => covarianceLength(n, true))).toEqual([5, 5])
  })
})

describe('the mean similarity at each lag of smooth vectors', () => {
  test.each([1, 2, 3, 8])('in a row has the moments of %d Gaussian coordinates', dimensions => {
    expectMoments(smooth(8, false, { dimensions }))
  })

  test.each([1, 2, 3, 8])('round a circle has the moments of %d Gaussian coordinates', dimensions => {
    expectMoments(smooth(8, true, { dimensions }))
    expectMoments(smooth(7, true, { dimensions }))
  })

  test.each([20, 300])('varies the less the more coordinates there are, of %d as well', dimensions => {
    expectMoments(smooth(6, false, { dimensions }))
    expectMoments(smooth(6, true, { dimensions }))
  })

  test('varies in a row by the scatter of single pairs over their number', () => {
    const scatter = 4
    expectMoments(smooth(6, false, { dimensions: 50, scatter }), lag => scatter / (6 - lag))
  })

  test('varies on a circle by the scatter over n, and over n / 2 for the farthest of an even number', () => {
    const scatter = 4
    expectMoments(smooth(6, true, { dimensions: 50, scatter }), lag => scatter / (lag === 3 ? 3 : 6))
    expectMoments(smooth(7, true, { dimensions: 50, scatter }), () => scatter / 7)
  })

  test('scatters as a normal value does', () => {
    const nothing = new Float64Array(covarianceLength(2, false))
    const draw = smoothProfiles(
      { n: 2, circular: false, covariance: nothing, dimensions: 1, scatter: 1 },
      seededRandom(1, 'normal'),
    )
    const values = Array.from({ length: 4000 }, () => draw()[0])
    const share = (within: number) => values.filter(value => Math.abs(value) < within).length / 4000
    expect(share(0.6745)).toBeCloseTo(0.5, 1)
    expect(share(1.96)).toBeCloseTo(0.95, 1)
    expect(values.filter(value => value < 0).length / 4000).toBeCloseTo(0.5, 1)
  })

  // At lags 0, 1, 2 of a circle of four, 0, 1, 0 has the eigenvalues 2, 0, −2, 0: no covariance. Without the
  // negative one it is ½ everywhere.
  test.each([
    ['in a row', 2, false],
    ['round a circle', 4, true],
  ] as const)('has negative eigenvalues cut to 0 %s', (_, n, circular) => {
    const { mean } = moments({
      n,
      circular,
      covariance: Float64Array.of(0, 1, 0),
      dimensions: 8,
      scatter: 0,
    })
    for (const value of mean) expect(value).toBeCloseTo(0.5, 1)
  })

  test('is drawn as well where the random source hits the middle of the disc', () => {
    const seeded = seededRandom(1, 'middle')
    let calls = 0
    const random = () => (calls++ < 4 ? 0.5 : seeded())
    const profile = smoothProfiles(smooth(4, false), random)()
    expect(profile.every(Number.isFinite)).toBe(true)
    expect(profile.some(value => value !== 0)).toBe(true)
  })

  test('is the same for the same seed and another in each draw', () => {
    for (const circular of [false, true]) {
      const given = smooth(6, circular, { dimensions: 3, scatter: 1 })
      const [one, other] = [1, 1].map(seed => smoothProfiles(given, seededRandom(seed, 'same')))
      const first = one()
      expect(other()).toEqual(first)
      expect(one()).not.toEqual(first)
    }
  })
})
