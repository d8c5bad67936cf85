import { type Random, randomInteger, seededRandom } from '../base/random.ts'
import { ascendingOrder } from '../math/rank.ts'
import { roundDistances, rulerDistance } from './ruler.ts'
import { allPairsLimit, type Series } from './series.ts'

type Placed = Pick<Series, 'id' | 'values' | 'ruler' | 'period'>

/** Anchors of a large series that an embedder is judged by. */
const maxAnchors = 1000

/** Anchors that a reranker is asked for, */
const rerankerAnchors = 100

/** each with so many candidates: it costs as many pairs as all of 100 documents. */
const candidatesOfAnchor = 100

/** Bands of distance, each four times as wide as the one before, from which candidates are drawn alike. */
const bandGrowth = 4

/** Whether a series is too large for all its pairs: some anchors are drawn. */
export function isSampled({ texts }: Pick<Series, 'texts'>): boolean {
  return texts.length > allPairsLimit
}

/**
 * The places of the anchors of a large series, ascending: one drawn from each of so many equal parts, so that they are spread
 * over the quantiles of the values. They depend on the seed and on the series.
 */
export function sampledAnchors(
  { id, values: { length: n } }: Pick<Series, 'id' | 'values'>,
  kind: 'embedder' | 'reranker',
  seed: number,
  most = kind === 'embedder' ? maxAnchors : rerankerAnchors,
): number[] {
  const count = Math.min(n, most)
  const random = seededRandom(seed, 'anchors', kind, id)
  return Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * n) / count)
    return from + randomInteger(random, Math.floor(((part + 1) * n) / count) - from)
  })
}

/** What a reader must know of how a large series is asked. */
export function sampledNote(
  { id, texts }: Pick<Series, 'id' | 'texts'>,
  kind: 'embedder' | 'reranker',
): string {
  const number = (value: number) => value.toLocaleString('en')
  const n = texts.length
  const limit = `above ${number(allPairsLimit)} documents not all pairs are compared`
  if (kind === 'embedder')
    return `${id}: ${number(Math.min(n, maxAnchors))} of ${number(n)} documents are the anchors, drawn so that they are spread over the quantiles of the values; each is compared with all ${number(n)} (${limit}).`
  return `${id}: a reranker is asked about ${number(rerankerAnchors)} of ${number(n)} documents as anchors, each with ${candidatesOfAnchor} candidates that are drawn by distance and weighted (${limit}).`
}

/** The distances of all documents from one of them, in order, rounded so that near-ties are ties. */
export function distancesFrom({ values, ruler, period }: Placed, anchor: number): Float64Array {
  const distances = Float64Array.from(values, value => rulerDistance(ruler, period, values[anchor], value))
  return roundDistances(distances)
}

/** A document that an anchor is compared with. */
export interface Candidate {
  readonly place: number
  /** Bands are apart: each candidate of a band is farther away than all of the one before. */
  readonly band: number
}

/** What a reranker is asked about one anchor. */
export interface Candidates {
  readonly anchor: number
  /** In a random order, so that a reranker which minds their order learns nothing from it. */
  readonly drawn: readonly Candidate[]
  /** How many documents each band holds. */
  readonly bandSizes: readonly number[]
}

/**
 * Documents to compare an anchor with, drawn by bands of distance: the nearest all, of farther bands as many of each,
 * so that near ones are among them whatever the size of the series. Documents at one distance are in one band.
 */
export function candidatesOf(series: Placed, anchor: number, seed: number): Candidates {
  const random = seededRandom(seed, 'candidates', series.id, String(anchor))
  const distances = distancesFrom(series, anchor)
  const others = Array.from(ascendingOrder(distances)).filter(place => place !== anchor)
  const bands: number[][] = []
  for (let from = 0, size = bandGrowth; from < others.length; size *= bandGrowth) {
    let to = Math.min(others.length, from + size)
    while (to < others.length && distances[others[to]] === distances[others[to - 1]]) to++
    bands.push(others.slice(from, to))
    from = to
  }
  const shares = sharesOf(
    bands.map(({ length }) => length),
    candidatesOfAnchor,
  )
  const drawn = bands.flatMap((band, at) =>
    someOf(band, shares[at], random).map(place => ({ place, band: at })),
  )
  return { anchor, drawn: someOf(drawn, drawn.length, random), bandSizes: bands.map(({ length }) => length) }
}

/** How many of each band are drawn: alike, and what a small band cannot give goes to the others. */
function sharesOf(sizes: readonly number[], total: number): number[] {
  const shares = sizes.map(() => 0)
  let left = Math.min(
    total,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  while (left > 0)
    for (const [at, size] of sizes.entries()) {
      if (left === 0 || shares[at] === size) continue
      shares[at]++
      left--
    }
  return shares
}

/** So many of the items, without replacement. */
function someOf<T>(items: readonly T[], count: number, random: Random): T[] {
  const order = [...items]
  for (let place = 0; place < count; place++) {
    const chosen = place + randomInteger(random, order.length - place)
    ;[order[place], order[chosen]] = [order[chosen], order[place]]
  }
  return order.slice(0, count)
}
