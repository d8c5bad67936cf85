import { isConstant } from '../math/correlation.ts'
import { doublyCentred } from '../math/ridge.ts'
import type { Scored } from './scored.ts'

/** Documents that a score needs, so that each block has two. */
export const minDocuments = 20

/** Something to be read off the vectors: columns that share a strength, as sine and cosine do. */
export type Target = readonly Float64Array[]

/** Items in order of value, as `decode` takes them. */
export interface DecodeItems {
  readonly n: number
  readonly values: readonly number[]
  readonly circular: boolean
  /** Doubly centred Gram matrix of their vectors, n × n. */
  readonly centred: Float64Array
  readonly blocks: Blocks
  /** The value; on a circle its sine and cosine. */
  readonly value: Target
  /** Its logarithm; null on a circle and where a value is not above 0. */
  readonly logarithm: Target | null
}

/** What is read off the vectors of the items: the value and, where there is one, its logarithm. */
export function targetsOf({ value, logarithm }: DecodeItems): Target[] {
  return logarithm === null ? [value] : [value, logarithm]
}

/** @param order the items that are taken, in order of value. O(n²) */
export function decodeItems({ raw, n: all, series }: Scored, order: readonly number[]): DecodeItems {
  const n = order.length
  const circular = series.ruler === 'circular'
  const values = order.map(item =>
    circular ? onePeriod(series.values[item], series.period!) : series.values[item],
  )
  const gram = new Float64Array(n * n)
  const places = Uint32Array.from(order)
  for (let i = 0; i < n; i++) {
    const start = places[i] * all
    for (let j = 0; j < n; j++) gram[i * n + j] = raw[start + places[j]]
    gram[i * n + i] = 1
  }
  return {
    n,
    values,
    circular,
    centred: doublyCentred(gram, n),
    blocks: blocksOf(values, !circular),
    value: circular ? onCircle(values, series.period!) : [standardised(values)],
    // From the least on, or the logarithms of large neighbours would cancel.
    logarithm:
      circular || values[0] <= 0
        ? null
        : [standardised(values.map(value => Math.log1p((value - values[0]) / values[0])))],
  }
}

/** A value of a circle, from 0 to its period. */
export function onePeriod(value: number, period: number): number {
  return ((value % period) + period) % period
}

function onCircle(values: readonly number[], period: number): Target {
  const angles = values.map(value => (2 * Math.PI * value) / period)
  return [Float64Array.from(angles, Math.sin), Float64Array.from(angles, Math.cos)]
}

/** Large values lose no digits, and the unit does not count. */
function standardised(values: readonly number[]): Float64Array {
  const mean = values.reduce((sum, value) => sum + (value - values[0]), 0) / values.length
  const centred = Float64Array.from(values, value => value - values[0] - mean)
  if (isConstant(values)) return centred.fill(0)
  const deviation = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / values.length)
  return centred.map(value => value / deviation)
}

/** Blocks of items that are neighbours in value. */
const blockCount = 10

/** Blocks that a score needs: two ends, one to judge, and one to choose the strength of the ridge by. */
export const minBlocks = 4

/** Items in order of value, cut into blocks. */
export interface Blocks {
  /** Where each block starts, and last the number of items: ascending. */
  readonly starts: readonly number[]
  /** A circle has none: its first block follows its last. */
  readonly hasEnds: boolean
}

/** Cuts sorted values into ten blocks of about equal size; equal values are never parted, so there may be fewer. */
export function blocksOf(sorted: ArrayLike<number>, hasEnds: boolean): Blocks {
  const n = sorted.length
  const starts: number[] = []
  let first = 0
  let block = -1
  for (let at = 0; at < n; at++) {
    if (at > 0 && sorted[at] !== sorted[at - 1]) first = at
    const own = Math.floor((first * blockCount) / n)
    if (own === block) continue
    starts.push(at)
    block = own
  }
  return { starts: [...starts, n], hasEnds }
}

/** The numbers of the blocks that are held out one by one: all but the ends. */
export function heldOutBlocks({ starts, hasEnds }: Blocks): number[] {
  const all = Array.from({ length: starts.length - 1 }, (_, block) => block)
  return hasEnds ? all.slice(1, -1) : all
}

/** The numbers of the two end blocks; none on a circle. */
export function endBlocks({ starts, hasEnds }: Blocks): number[] {
  return hasEnds ? [0, starts.length - 2] : []
}

/** The items of blocks, in the order of the blocks. */
export function itemsOf({ starts }: Blocks, blocks: readonly number[]): number[] {
  return blocks.flatMap(block =>
    Array.from({ length: starts[block + 1] - starts[block] }, (_, at) => starts[block] + at),
  )
}
