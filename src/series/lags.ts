import { distanceMatrix, lagOf, type Ruler, rulerDistance } from './ruler.ts'

/** What says how far apart the documents of a series are. */
export interface Spaced {
  readonly values: readonly number[]
  readonly ruler: Ruler
  readonly period: number | null
}

/**
 * The pairs of a series in groups of pairs at the same distance. Where the documents are evenly spaced, a group is
 * a lag, counted in places. Elsewhere it is a bin of distances on the ruler, named by their mean.
 */
export interface Lags {
  readonly isEven: boolean
  /** How far apart the pairs of each group are, ascending; lag 0, which no pair has, is among the lags. */
  readonly apart: Float64Array
  /** The group of the pair of items i and j, i ≠ j, as a place in `apart`. */
  groupOf(i: number, j: number): number
}

/** Steps that differ by no more than this share are as good as equal. */
const evenWithin = 0.01

/** Bins of distances of documents that are not evenly spaced, and pairs that each needs at least. */
const maxBins = 40
const minPairs = 20

const known = new WeakMap<Spaced, Lags>()

/** O(n²), and O(n² log n) once for documents that are not evenly spaced. Kept for each series. */
export function lagsOf(series: Spaced): Lags {
  const before = known.get(series)
  if (before !== undefined) return before
  const lags = isEvenlySpaced(series) ? lagsInPlaces(series) : binsOfDistance(series)
  known.set(series, lags)
  return lags
}

/**
 * Whether each document stands as far from the one before on the ruler as all others do, within 1 %, and on the same
 * side of it. On a circular ruler the first must follow the last in the same way, so that the lag closes the circle.
 */
export function isEvenlySpaced({ values, ruler, period }: Spaced): boolean {
  const closed = ruler === 'circular' ? [...values, values[0]] : values
  const steps = closed.slice(1).map((value, at) => signedStep(ruler, period, closed[at], value))
  const sizes = steps.map(Math.abs)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const round = Math.abs(steps.reduce((sum, step) => sum + step, 0))
  return (
    least > 0 &&
    most <= least * (1 + evenWithin) * (1 + 1e-9) &&
    steps.every(step => step > 0 === steps[0] > 0) &&
    (ruler !== 'circular' || Math.abs(round - (period as number)) < (period as number) / 2)
  )
}

/** From one value to the next on the ruler; round a circle the shorter way. */
function signedStep(ruler: Ruler, period: number | null, from: number, to: number): number {
  const size = rulerDistance(ruler, period, from, to)
  if (ruler !== 'circular') return to < from ? -size : size
  const forward = (((to - from) % (period as number)) + (period as number)) % (period as number)
  return forward > (period as number) / 2 ? -size : size
}

function lagsInPlaces({ values, ruler }: Spaced): Lags {
  const n = values.length
  return {
    isEven: true,
    apart: Float64Array.from({ length: n }, (_, at) => at),
    groupOf: (i, j) => lagOf(ruler, n, i, j),
  }
}

interface Bin {
  /** Each unordered pair once. */
  count: number
  sum: number
  /** The greatest distance in it. */
  top: number
}

/**
 * Bins of as equal a count of pairs as ties allow: equal distances are never split, and go together where the middle
 * of them belongs. A bin of too few pairs is joined to the next one.
 */
function binsOfDistance({ values, ruler, period }: Spaced): Lags {
  const n = values.length
  const distances = distanceMatrix(values, ruler, period)
  const bins = joined(binned(sortedPairs(distances, n)))
  const tops = Float64Array.from(bins, ({ top }) => top)
  const group = distances.map(distance => placeIn(tops, distance))
  const groups = Uint8Array.from(group)
  return {
    isEven: false,
    apart: Float64Array.from(bins, ({ sum, count }) => sum / count),
    groupOf: (i, j) => groups[i * n + j],
  }
}

function sortedPairs(distances: Float64Array, n: number): Float64Array {
  const pairs = new Float64Array((n * (n - 1)) / 2)
  let at = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) pairs[at++] = distances[i * n + j]
  return pairs.sort()
}

function binned(sorted: Float64Array): Bin[] {
  const count = Math.max(1, Math.min(maxBins, Math.floor(sorted.length / minPairs)))
  const bins = Array.from({ length: count }, (): Bin => ({ count: 0, sum: 0, top: 0 }))
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1
    while (sorted[to] === sorted[from]) to++
    const bin = bins[Math.floor((count * (from + to)) / 2 / sorted.length)]
    bin.count += to - from
    bin.sum += (to - from) * sorted[from]
    bin.top = sorted[from]
    from = to
  }
  return bins.filter(bin => bin.count > 0)
}

function joined(bins: readonly Bin[]): Bin[] {
  const result: Bin[] = []
  for (const bin of bins) {
    const last = result.at(-1)
    if (last === undefined || last.count >= minPairs) result.push({ ...bin })
    else add(last, bin)
  }
  // Nothing follows the last one.
  if (result.length > 1 && result[result.length - 1].count < minPairs) {
    const last = result.pop() as Bin
    add(result[result.length - 1], last)
  }
  return result
}

function add(bin: Bin, next: Bin): void {
  bin.count += next.count
  bin.sum += next.sum
  bin.top = next.top
}

/** The first bin that reaches up to a distance. */
function placeIn(tops: Float64Array, distance: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (tops[middle] >= distance) high = middle
    else low = middle + 1
  }
  return low
}
