import { cutoff, discountsBefore } from '../math/discounts.ts'
import { type NearestFirst, nearestFirst } from '../math/nearest-first.ts'
import { mean, weightedMean } from '../math/quantile.ts'
import { ascendingOrder } from '../math/rank.ts'
import type { Measure } from './measure.ts'
import type { Scored } from './scored.ts'

/** Is a thing closest to itself? A hit shared with k others at the maximum counts 1/(k + 1). */
export const selfHit: Measure = {
  id: 'self-hit',
  title: 'Is each document its own best match?',
  better: 'higher',
  range: [0, 1],
  chance: ({ n }) => 1 / n,
  resampling: 'rows',
  compute: scored => ({ value: mean(hits(scored)) }),
  weighted(scored) {
    const rows = hits(scored)
    return ({ weights }) => weightedMean(rows, weights)
  },
}

function hits({ n, rounded }: Scored): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const row = rounded.subarray(i * n, (i + 1) * n)
    const best = row.reduce((highest, value) => Math.max(highest, value))
    return row[i] === best ? 1 / row.reduce((tied, value) => tied + (value === best ? 1 : 0), 0) : 0
  })
}

/**
 * Retrieval of the nearest ten: gain max(0, 11 − r) with r the mean rank of the distance, discount
 * 1/log2(p + 1), documents tied in score share their mean gain; over the ideal (Järvelin and Kekäläinen 2002).
 * An anchor to which so many documents are equally near that none has a gain is left out.
 */
export const ndcg: Measure = {
  id: 'ndcg@10',
  title: 'Are the nearest ten at the top?',
  better: 'higher',
  range: [0, 1],
  chance(scored) {
    const all = new Uint8Array(scored.n).fill(1)
    const drawn = discountsBefore[Math.min(cutoff, scored.n - 1)] / (scored.n - 1)
    const rows: number[] = []
    retrievals(scored)(all, all, ({ gains, ideal }) => rows.push((gains * drawn) / ideal))
    return rows.length === 0 ? null : mean(rows)
  },
  resampling: 'tenths',
  compute(scored) {
    const value = ndcgUnder(scored)(new Uint8Array(scored.n).fill(1))
    if (!Number.isNaN(value)) return { value }
    return { value, reason: 'To each document so many are equally near that none counts as nearest.' }
  },
  weighted(scored) {
    const under = ndcgUnder(scored)
    return ({ weights }) => under(weights)
  },
}

/**
 * The measure among some of the documents, whose ranks are counted among them alone; NaN where no anchor has a gain.
 * O(n² log n) once, then little more than O(n) for each draw.
 * @returns takes what is above 0 for each document that is in, and what each anchor weighs; default: alike, if it is in
 */
export function ndcgUnder(
  scored: Scored,
): (isIn: ArrayLike<number>, rowWeights?: ArrayLike<number>) => number {
  const retrieved = retrievals(scored)
  return (isIn, rowWeights = isIn) => {
    let sum = 0
    let total = 0
    retrieved(isIn, rowWeights, ({ gained, ideal }, weight) => {
      sum += weight * (gained / ideal)
      total += weight
    })
    return total === 0 ? Number.NaN : sum / total
  }
}

/** Discounted gain of the first ten by score over the best that can be: 1 where none could stand better. */
export function normalisedGain(gains: Float64Array, scores: Float64Array): number {
  const order = ascendingOrder(scores).reverse()
  let total = 0
  for (let start = 0; start < Math.min(cutoff, order.length); ) {
    let end = start + 1
    while (end < order.length && scores[order[end]] === scores[order[start]]) end++
    const group = order.subarray(start, end).reduce((sum, at) => sum + gains[at], 0)
    total += (group / (end - start)) * (discountsBefore[Math.min(cutoff, end)] - discountsBefore[start])
    start = end
  }
  return total / ideal(gains)
}

/** What `normalisedGain` is expected to be in a random order. */
export function chanceGain(gains: Float64Array): number {
  return (mean(gains) * discountsBefore[Math.min(cutoff, gains.length)]) / ideal(gains)
}

function ideal(gains: Float64Array): number {
  return Float64Array.from(gains)
    .sort()
    .reverse()
    .subarray(0, cutoff)
    .reduce(
      (total, gain, position) => total + gain * (discountsBefore[position + 1] - discountsBefore[position]),
      0,
    )
}

/** What an anchor retrieves. */
interface Retrieval {
  /** Discounted gains of the first ten by score, and of the nearest ten. */
  gained: number
  ideal: number
  /** Gains of all documents, not discounted. */
  gains: number
}

/**
 * Visits what each anchor that weighs anything retrieves among the documents that are in; anchors without a gain are left
 * out. What is visited is written over by the next.
 */
function retrievals({ n, rounded, distances }: Scored) {
  const nearest = nearestFirst(distances, n)
  const best = nearestFirst(
    rounded.map(score => -score),
    n,
  )
  const gainOf = new Float64Array(n)
  const retrieved: Retrieval = { gained: 0, ideal: 0, gains: 0 }
  return (
    isIn: ArrayLike<number>,
    rowWeights: ArrayLike<number>,
    visit: (retrieved: Readonly<Retrieval>, weight: number) => void,
  ): void => {
    for (let row = 0; row < n; row++) {
      if (!(isIn[row] > 0 && rowWeights[row] > 0)) continue
      gainOf.fill(0)
      gainsOf(nearest, n, row, isIn, gainOf, retrieved)
      if (retrieved.ideal === 0) continue
      retrieved.gained = gainedBy(best, n, row, isIn, gainOf)
      visit(retrieved, rowWeights[row])
    }
  }
}

/** The gains of the documents that are in, by their mean ranks of distance, into `gainOf`; and their sums into `retrieved`. */
function gainsOf(
  { items, behind }: NearestFirst,
  n: number,
  row: number,
  isIn: ArrayLike<number>,
  gainOf: Float64Array,
  retrieved: Retrieval,
): void {
  const from = row * (n - 1)
  let gains = 0
  let ideal = 0
  for (let start = 0, before = 0; start < n - 1 && before < cutoff; ) {
    const end = behind[from + start]
    let count = 0
    for (let at = start; at < end; at++) if (isIn[items[from + at]] > 0) count++
    const gain = Math.max(0, cutoff + 1 - (before + (count + 1) / 2))
    for (let at = start; at < end; at++) if (isIn[items[from + at]] > 0) gainOf[items[from + at]] = gain
    gains += gain * count
    ideal += gain * discountBetween(before, before + count)
    before += count
    start = end
  }
  retrieved.gains = gains
  retrieved.ideal = ideal
}

/** The discounted gains of the first ten by score of those that are in; ties share their mean gain. */
function gainedBy(
  { items, behind }: NearestFirst,
  n: number,
  row: number,
  isIn: ArrayLike<number>,
  gainOf: Float64Array,
): number {
  const from = row * (n - 1)
  let gained = 0
  for (let start = 0, before = 0; start < n - 1 && before < cutoff; ) {
    const end = behind[from + start]
    let count = 0
    let gain = 0
    for (let at = start; at < end; at++) {
      const item = items[from + at]
      if (!(isIn[item] > 0)) continue
      count++
      gain += gainOf[item]
    }
    if (count > 0) gained += (gain / count) * discountBetween(before, before + count)
    before += count
    start = end
  }
  return gained
}

/** The discounts of the positions from one to before another, together. */
function discountBetween(first: number, end: number): number {
  return discountsBefore[Math.min(cutoff, end)] - discountsBefore[first]
}
