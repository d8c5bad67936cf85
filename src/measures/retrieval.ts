import { distanceRanks, nearestFirst } from '../math/nearest-first.ts'
import { mean, weightedMean } from '../math/quantile.ts'
import { ascendingOrder } from '../math/rank.ts'
import type { Measure } from './measure.ts'
import { offDiagonalRow, type Scored } from './scored.ts'

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

const cutoff = 10
const discounts = Float64Array.from({ length: cutoff }, (_, position) => 1 / Math.log2(position + 2))

/**
 * Retrieval of the nearest ten: gain max(0, 11 − r) with r the mean rank of the distance, discount
 * 1/log2(p + 1), documents tied in score share their mean gain; over the ideal (Järvelin and Kekäläinen 2002).
 */
export const ndcg: Measure = {
  id: 'ndcg@10',
  title: 'Are the nearest ten at the top?',
  better: 'higher',
  range: [0, 1],
  chance: scored => mean(anchors(scored).map(({ gains }) => chanceGain(gains))),
  resampling: 'rows',
  compute: scored => ({ value: mean(rowGains(scored)) }),
  weighted(scored) {
    const rows = rowGains(scored)
    return ({ weights }) => weightedMean(rows, weights)
  },
}

function rowGains(scored: Scored): number[] {
  return anchors(scored).map(({ gains, scores }) => normalisedGain(gains, scores))
}

/** Discounted gain of the first ten by score over the best that can be: 1 where none could stand better. */
export function normalisedGain(gains: Float64Array, scores: Float64Array): number {
  return sharedGain(gains, scores) / ideal(gains)
}

/** What `normalisedGain` is expected to be in a random order. */
export function chanceGain(gains: Float64Array): number {
  return (mean(gains) * sum(discounts.subarray(0, gains.length))) / ideal(gains)
}

function anchors({ n, rounded, distances }: Scored): { gains: Float64Array; scores: Float64Array }[] {
  const nearest = nearestFirst(distances, n)
  return Array.from({ length: n }, (_, i) => ({
    gains: distanceRanks(nearest, n, i).map(rank => Math.max(0, cutoff + 1 - rank)),
    scores: offDiagonalRow(rounded, n, i),
  }))
}

function sharedGain(gains: Float64Array, scores: Float64Array): number {
  const order = ascendingOrder(scores).reverse()
  let total = 0
  for (let start = 0; start < Math.min(cutoff, order.length); ) {
    let end = start + 1
    while (end < order.length && scores[order[end]] === scores[order[start]]) end++
    let group = 0
    for (let position = start; position < end; position++) group += gains[order[position]]
    total += (group / (end - start)) * sum(discounts.subarray(start, end))
    start = end
  }
  return total
}

function ideal(gains: Float64Array): number {
  return Float64Array.from(gains)
    .sort()
    .reverse()
    .subarray(0, cutoff)
    .reduce((total, gain, position) => total + gain * discounts[position], 0)
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
