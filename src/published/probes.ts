import {
  type Features,
  pickFeatures,
  predicted,
  quantile,
  ridgeFits,
  seededRandom,
  shuffled,
  totalVariance,
} from '../statistics.ts'

/** Strengths of the ridge that a probe chooses from, in shares of the variance of the rows. */
const strengths = Array.from({ length: 9 }, (_, at) => 10 ** (at - 7))

/** One row in so many is set apart to choose the strength by. */
const validationShare = 10

/** A function of rows that a regression found, and how it came out where its strength was chosen. */
export interface Probe {
  predict(features: Features): Float64Array
  /** Mean squared error on the rows that were set apart. */
  readonly error: number
}

/**
 * Ridge regression whose strength is chosen on a tenth of the rows, which the regression does not see. The test part
 * of an analysis has no say in it.
 */
export function ridgeProbe(features: Features, targets: readonly number[], seed: number): Probe {
  const places = shuffled([...targets.keys()], seededRandom(seed, 'validation'))
  const apart = places.slice(0, Math.max(1, Math.floor(places.length / validationShare)))
  const kept = places.slice(apart.length)
  const train = pickFeatures(features, kept)
  const validation = pickFeatures(features, apart)
  const variance = totalVariance(train)
  const fits = ridgeFits(
    train,
    kept.map(place => targets[place]),
    strengths.map(strength => strength * variance),
  )
  const errors = fits.map(fit =>
    meanSquare(
      predicted(fit, validation),
      apart.map(place => targets[place]),
    ),
  )
  const best = errors.reduce((least, error, at) => (error < errors[least] ? at : least), 0)
  return { predict: rows => predicted(fits[best], rows), error: errors[best] }
}

/** Mean squared difference. */
export function meanSquare(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] - b[at]) ** 2 / a.length
  return sum
}

/** Shuffled places cut in two: the first four fifths to train on, the rest to test on. */
export function fourFifths(
  count: number,
  seed: number,
  purpose: string,
): { train: number[]; test: number[] } {
  const places = shuffled(
    Array.from({ length: count }, (_, place) => place),
    seededRandom(seed, 'split', purpose),
  )
  const end = Math.floor((count * 4) / 5)
  return { train: places.slice(0, end), test: places.slice(end) }
}

/** Rows that distances are taken to. */
const maxLandmarks = 400

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
  const landmarks = pickFeatures(features, order.slice(0, maxLandmarks))
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
