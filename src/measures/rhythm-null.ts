import type { Random } from '../base/random.ts'
import { transform } from '../math/spectrum.ts'

/** What is known of the vectors when there is no rhythm: all that the mean similarity at a lag is drawn from. */
export interface Smooth {
  /** Items of the series. */
  readonly n: number
  readonly circular: boolean
  /** The covariance at each lag from 0, as many as `covarianceLength` says. */
  readonly covariance: Float64Array
  /** How many independent coordinates the vectors have, a whole number ≥ 1. */
  readonly dimensions: number
  /** Variance of what each pair of items has of its own beside its vectors' product. */
  readonly scatter: number
}

/**
 * Coordinates that are drawn one by one at most. The mean of more is as good as normal, so its distance from what
 * is expected is shrunk instead.
 */
const mostDrawn = 8

/** How long a covariance is drawn from for n items. */
export function covarianceLength(n: number, circular: boolean): number {
  return circular ? Math.floor(n / 2) + 1 : circleFor(n) / 2 + 1
}

/**
 * Draws the mean similarity at each lag from 1, of Gaussian vectors with the given covariance. In a row:
 * coordinates by circulant embedding (Wood and Chan 1994, negative eigenvalues cut to 0) and their
 * autocorrelation, O(dimensions · n log n) a draw. On a circle the periodogram is drawn at once, O(n²).
 */
export function smoothProfiles(smooth: Smooth, random: Random): () => Float64Array {
  const { n, circular, covariance, scatter } = smooth
  const dimensions = Math.min(mostDrawn, smooth.dimensions)
  const share = Math.sqrt(dimensions / smooth.dimensions)
  const drawn = { ...smooth, dimensions }
  const products = circular ? onCircle(drawn, random) : inRow(drawn, random)
  return () =>
    products().map((product, at) => {
      const expected = covariance[at + 1]
      const pairs = circular ? (2 * (at + 1) === n ? n / 2 : n) : n - 1 - at
      const own = scatter === 0 ? 0 : Math.sqrt(scatter / pairs) * normal(random)
      return expected + share * (product - expected) + own
    })
}

/** A power of two that holds the items twice. */
function circleFor(n: number): number {
  return 2 ** Math.ceil(Math.log2(2 * n))
}

function inRow({ n, covariance, dimensions }: Smooth, random: Random): () => Float64Array {
  const size = circleFor(n)
  const real = new Float64Array(size)
  const imaginary = new Float64Array(size)
  for (let at = 0; at < size; at++) real[at] = covariance[Math.min(at, size - at)]
  transform(real, imaginary)
  const amplitude = real.map(eigenvalue => Math.sqrt(Math.max(0, eigenvalue) / size))
  const power = new Float64Array(size)
  return () => {
    power.fill(0)
    for (let drawn = 0; drawn < dimensions; drawn += 2) {
      for (let at = 0; at < size; at++) {
        // A pair of normal values by the polar method (Marsaglia and Bray 1964), without sine and cosine.
        let x: number
        let y: number
        let square: number
        do {
          x = 2 * random() - 1
          y = 2 * random() - 1
          square = x * x + y * y
        } while (square >= 1 || square === 0)
        const radius = amplitude[at] * Math.sqrt((-2 * Math.log(square)) / square)
        real[at] = radius * x
        imaginary[at] = radius * y
      }
      // Real and imaginary part are two independent coordinates.
      transform(real, imaginary)
      real.fill(0, n)
      imaginary.fill(0, drawn + 1 < dimensions ? n : 0)
      transform(real, imaginary)
      for (let at = 0; at < size; at++) power[at] += real[at] ** 2 + imaginary[at] ** 2
    }
    real.set(power)
    imaginary.fill(0)
    transform(real, imaginary)
    return Float64Array.from({ length: n - 1 }, (_, at) => real[at + 1] / (size * dimensions * (n - 1 - at)))
  }
}

function onCircle({ n, covariance, dimensions }: Smooth, random: Random): () => Float64Array {
  const lags = Math.floor(n / 2)
  const cosine = Float64Array.from({ length: n }, (_, turn) => Math.cos((2 * Math.PI * turn) / n))
  // Each frequency but 0 and the highest stands for two; so does each lag.
  const twice = (at: number) => (at === 0 || 2 * at === n ? 1 : 2)
  const eigenvalues = Float64Array.from({ length: lags + 1 }, (_, frequency) => {
    let sum = 0
    for (let lag = 0; lag <= lags; lag++) sum += twice(lag) * covariance[lag] * cosine[(frequency * lag) % n]
    return Math.max(0, sum)
  })
  return () => {
    const means = new Float64Array(lags)
    for (let frequency = 0; frequency <= lags; frequency++) {
      const power =
        (eigenvalues[frequency] * squares(dimensions * twice(frequency), random)) / (n * dimensions)
      for (let lag = 1, turn = frequency; lag <= lags; lag++) {
        means[lag - 1] += power * cosine[turn]
        turn += frequency
        if (turn >= n) turn -= n
      }
    }
    return means
  }
}

/** The sum of the squares of so many standard normal values. */
function squares(count: number, random: Random): number {
  let sum = count % 2 === 0 ? 0 : normal(random) ** 2
  // Two squares together are an exponential value.
  for (let pair = 1; 2 * pair <= count; pair++) sum -= 2 * Math.log(1 - random())
  return sum
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
