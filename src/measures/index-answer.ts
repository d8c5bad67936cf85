import { anchorsOf } from '../series/index-suite.ts'
import { type Placement, type Scored, scoredSeries } from './scored.ts'

/** What a model answered on one series of the suite. */
export interface IndexAnswer {
  readonly series: Omit<Placement, 'family'>
  /** rows × n similarities, row-major: each document against all, or evenly spread anchors. */
  readonly data: Float64Array
  readonly rows: number
  /** Whether S[i][j] = S[j][i] by construction. */
  readonly symmetric: boolean
}

/** The answer as measures take it, with the anchors that were asked. */
export function scoredAnswer({ series, data, rows, symmetric }: IndexAnswer, seed: number) {
  const n = series.texts.length
  const anchors = anchorsOf(n, rows)
  const similarity = { n, data: whole(data, anchors, n), symmetric, gram: false }
  const scored = scoredSeries(similarity, { ...series, family: null }, seed)
  return { ...scored, anchors } satisfies Scored
}

/**
 * What documents weigh as anchors: those that were not asked, nothing.
 * @param weights of n documents in one draw or in several, draws × n
 */
export function anchorWeights(
  weights: ArrayLike<number>,
  n: number,
  anchors: readonly number[],
): Uint16Array {
  const rowWeights = new Uint16Array(weights.length)
  for (let start = 0; start < weights.length; start += n)
    for (const anchor of anchors) rowWeights[start + anchor] = weights[start + anchor]
  return rowWeights
}

/** n × n: rows that were not asked are empty, and weigh nothing. */
function whole(data: Float64Array, anchors: readonly number[], n: number): Float64Array {
  if (anchors.length === n) return data
  const filled = new Float64Array(n * n)
  for (const [row, anchor] of anchors.entries()) filled.set(data.subarray(row * n, (row + 1) * n), anchor * n)
  return filled
}
