import { type Random, standardNormal } from '../base/random.ts'
import { transform } from '../math/spectrum.ts'
import type { Trend } from '../math/trend.ts'
import { spectrumKernel } from '../math/vector-spectrum.ts'
import type { Scored } from './scored.ts'

/**
 * The vectors that a model would have if its similarities fell as `trend` does and nothing else were in them.
 * At lag 0 the covariance is higher by what the diagonal stands above the trend: each item's own part. What
 * neighbouring pairs differ by beyond that is the pairs' own. O(n²).
 * @param sign −1 where the trend is that of the similarities upside down
 */
export function smoothOf(scored: Scored, trend: Trend, sign: 1 | -1): Smooth {
  const { n, series } = scored
  const circular = series.ruler === 'circular'
  const covariance = trend.fall(covarianceLength(n, circular))
  const jump = diagonalOf(scored) - sign * (trend.constant + covariance[0])
  covariance[0] += sign === 1 ? Math.max(0, jump) : Math.abs(jump)
  const dimensions = Math.max(1, Math.round(participationRatio(scored)))
  const explained = (covariance[0] - covariance[1]) ** 2 / dimensions
  return { n, circular, covariance, dimensions, scatter: Math.max(0, pairScatter(scored) - explained) }
}

/**
 * How many dimensions the similarities spread over: (Σλ)² / Σλ² of the symmetric part of S without its row and
 * column means. 1 where nothing is left.
 */
export function participationRatio({ n, raw }: Scored): number {
  let trace = 0
  let total = 0
  let square = 0
  let rows = 0
  for (let i = 0; i < n; i++) {
    let row = 0
    for (let j = 0; j < n; j++) {
      const entry = (raw[i * n + j] + raw[j * n + i]) / 2
      row += entry
      square += entry * entry
    }
    trace += raw[i * n + i]
    total += row
    rows += row * row
  }
  const centred = square - (2 * rows) / n + (total / n) ** 2
  return centred > 1e-12 * square ? (trace - total / n) ** 2 / centred : 1
}

function diagonalOf({ n, raw }: Scored): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += raw[i * n + i]
  return sum / n
}

/** The variance of what single pairs have of their own, by differences of neighbours in rows and in columns. */
function pairScatter({ n, raw }: Scored): number {
  let sum = 0
  for (let i = 0; i < n - 3; i++) {
    for (let j = i + 2; j < n - 1; j++) {
      const forth = raw[i * n + j] - raw[i * n + j + 1] - raw[(i + 1) * n + j] + raw[(i + 1) * n + j + 1]
      const back = raw[j * n + i] - raw[(j + 1) * n + i] - raw[j * n + i + 1] + raw[(j + 1) * n + i + 1]
      sum += ((forth + back) / 2) ** 2
    }
  }
  return sum / (2 * (n - 2) * (n - 3))
}

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
const maxDrawn = 8

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
  const dimensions = Math.min(maxDrawn, smooth.dimensions)
  const share = Math.sqrt(dimensions / smooth.dimensions)
  const drawn = { ...smooth, dimensions }
  const products = circular ? onCircle(drawn, random) : inRow(drawn, random)
  return () => {
    const means = products()
    for (let at = 0; at < means.length; at++) {
      const expected = covariance[at + 1]
      const pairs = circular ? (2 * (at + 1) === n ? n / 2 : n) : n - 1 - at
      const own = scatter === 0 ? 0 : Math.sqrt(scatter / pairs) * standardNormal(random)
      means[at] = expected + share * (means[at] - expected) + own
    }
    return means
  }
}

/** A power of two that holds the items twice. */
function circleFor(n: number): number {
  return 2 ** Math.ceil(Math.log2(2 * n))
}

function inRow({ n, covariance, dimensions }: Smooth, random: Random): () => Float64Array {
  const size = circleFor(n)
  const real = Float64Array.from({ length: size }, (_, at) => covariance[Math.min(at, size - at)])
  transform(real, new Float64Array(size))
  const amplitude = real.map(eigenvalue => Math.sqrt(Math.max(0, eigenvalue) / size))
  return () => {
    const sums = spectrumKernel().autocorrelations({ amplitude, n, dimensions }, random)
    const means = new Float64Array(n - 1)
    for (let at = 0; at < n - 1; at++) means[at] = sums[at + 1] / (size * dimensions * (n - 1 - at))
    return means
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
  let sum = count % 2 === 0 ? 0 : standardNormal(random) ** 2
  // Two squares together are an exponential value.
  for (let pair = 1; 2 * pair <= count; pair++) sum -= 2 * Math.log(1 - random())
  return sum
}
