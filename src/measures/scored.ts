import { roundToStep, stepOfSpread } from '../math/round.ts'
import { unitOf } from '../math/scale.ts'
import type { Similarity } from '../matrix/similarity.ts'
import { type Lags, lagsOf } from '../series/lags.ts'
import { distanceMatrix } from '../series/ruler.ts'
import type { Family, Series } from '../series/series.ts'
import { type LagProfile, lagProfile } from './lag-profile.ts'

/** What is known of a series beside its similarities. */
export interface Placement extends Pick<Series, 'id' | 'texts' | 'values' | 'ruler' | 'period'> {
  /** Null where it is not known, as in a run file. */
  readonly family: Family | null
}

/** A similarity matrix beside the distances it is judged by: what every measure takes. */
export interface Scored {
  readonly n: number
  readonly symmetric: boolean
  /** Whether `raw` is the Gram matrix of unit vectors. */
  readonly gram: boolean
  readonly series: Placement
  /** The run's seed, for a measure that draws. */
  readonly seed: number
  /** Series that are tested together: a p-value must be able to stand out among so many. */
  readonly family: number
  /** The rows that were asked, where not all were. Only what says so looks at it. */
  readonly anchors?: readonly number[]
  /** n × n, as the model gave them, in units of `unit`. */
  readonly raw: Float64Array
  /** A power of two: 1 except for similarities so small or so large that their squares would be lost. */
  readonly unit: number
  /** n × n, rounded to 6 digits of the spread of what is compared: what is ranked. */
  readonly rounded: Float64Array
  /** n × n distances on the series' ruler, rounded to 9 significant digits. */
  readonly distances: Float64Array
  /** n × n distances on the log ruler, rounded; null when a value is not above 0 or the ruler is circular. */
  readonly logDistances: Float64Array | null
  /** Which pairs are at the same distance: at one lag, or in one bin of distances where documents are not evenly spaced. */
  readonly lags: Lags
  /** Mean, spread and number of pairs at each lag. */
  readonly profile: LagProfile
}

/**
 * Floating-point near-ties would move a perfect score off 1, so distances are rounded to 9 significant digits and
 * similarities to a millionth of their spread before anything is ranked. O(n²).
 * @param family series of the run, a model's p-values on which are adjusted for each other
 */
export function scoredSeries(similarity: Similarity, series: Placement, seed: number, family = 1): Scored {
  const { n, symmetric, gram } = similarity
  const lags = lagsOf(series)
  const unit = unitOf(similarity.data)
  const data = unit === 1 ? similarity.data : similarity.data.map(value => value / unit)
  return {
    n,
    symmetric,
    gram,
    series,
    seed,
    family,
    raw: data,
    unit,
    rounded: rounded(data, n, symmetric),
    ...distancesOf(series),
    lags,
    profile: lagProfile(n, data, lags),
  }
}

/**
 * All pairs of a symmetric matrix are compared with each other, those of another only within their row: the spread
 * is that of these, without the diagonal.
 */
function rounded(data: Float64Array, n: number, symmetric: boolean): Float64Array {
  const whole = symmetric ? stepOfSpread(offDiagonal(data, n, 'unordered')) : null
  const result = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const step = whole ?? stepOfSpread(offDiagonalRow(data, n, i))
    for (let at = i * n; at < (i + 1) * n; at++) result[at] = roundToStep(data[at], step)
  }
  return result
}

const knownDistances = new WeakMap<Placement, Pick<Scored, 'distances' | 'logDistances'>>()

/** The distances of a series, which all its matrices share. */
function distancesOf(series: Placement): Pick<Scored, 'distances' | 'logDistances'> {
  const known = knownDistances.get(series)
  if (known !== undefined) return known
  const { values, ruler, period } = series
  const positive = ruler !== 'circular' && values.every(value => value > 0)
  const made = {
    distances: distanceMatrix(values, ruler, period),
    logDistances: positive ? distanceMatrix(values, 'log', null) : null,
  }
  knownDistances.set(series, made)
  return made
}

/** Row i of an n × n matrix without its diagonal, in order. */
export function offDiagonalRow(matrix: Float64Array, n: number, i: number): Float64Array {
  const row = new Float64Array(n - 1)
  row.set(matrix.subarray(i * n, i * n + i))
  row.set(matrix.subarray(i * n + i + 1, (i + 1) * n), i)
  return row
}

/** The entries off the diagonal of an n × n matrix: all, or each unordered pair once (i < j). */
export function offDiagonal(matrix: Float64Array, n: number, each: 'ordered' | 'unordered'): Float64Array {
  const entries = new Float64Array(each === 'ordered' ? n * (n - 1) : (n * (n - 1)) / 2)
  let at = 0
  for (let i = 0; i < n; i++) {
    for (let j = each === 'ordered' ? 0 : i + 1; j < n; j++) if (i !== j) entries[at++] = matrix[i * n + j]
  }
  return entries
}
