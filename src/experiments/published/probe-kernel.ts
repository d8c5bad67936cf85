import { seededRandom, shuffled } from '../../base/random.ts'
import { quantile } from '../../math/quantile.ts'
import { type Features, pickFeatures } from '../../math/ridge.ts'
import { type Probe, ridgeProbe } from './probe-linear.ts'

/** Rows that distances are taken to. */
const mostLandmarks = 400

/** Widths of the bell that are tried, in shares of the median distance. */
const widths = [0.5, 1, 2]

/**
 * Ridge regression on exp(−d² / 2w²), with d the distances to some of the rows: it can bend where a linear one cannot.
 * Width and strength are chosen as in `ridgeProbe`. A radial basis network (Broomhead and Lowe 1988).
 * O(rows · landmarks · (dimensions + landmarks)).
 */
export function kernelProbe(features: Features, targets: readonly number[], seed: number): Probe {
  const order = shuffled(
    Array.from({ length: features.count }, (_, place) => place),
    seededRandom(seed, 'landmarks'),
  )
  const landmarks = pickFeatures(features, order.slice(0, mostLandmarks))
  const squares = squaredDistances(features, landmarks)
  const median = quantile(squares.data, 0.5)
  const tried = widths.map(width => {
    const bell = (distances: Features): Features => ({
      ...distances,
      data: Float64Array.from(distances.data, square => Math.exp(-square / (2 * width * width * median))),
    })
    const probe = ridgeProbe(bell(squares), targets, seed)
    return {
      error: probe.error,
      predict: (rows: Features) => probe.predict(bell(squaredDistances(rows, landmarks))),
    }
  })
  return tried.reduce((best, each) => (each.error < best.error ? each : best))
}

/** Squared distances of each row to each landmark, rows × landmarks. */
function squaredDistances(rows: Features, landmarks: Features): Features {
  const { dimensions } = rows
  const data = new Float64Array(rows.count * landmarks.count)
  for (let row = 0; row < rows.count; row++) {
    for (let other = 0; other < landmarks.count; other++) {
      let sum = 0
      for (let at = 0; at < dimensions; at++)
        sum += (rows.data[row * dimensions + at] - landmarks.data[other * dimensions + at]) ** 2
      data[row * landmarks.count + other] = sum
    }
  }
  return { count: rows.count, dimensions: landmarks.count, data }
}
