import { isConstant } from '../math/correlation.ts'
import { type ItemSets, leaveOutErrors } from '../math/leave-out.ts'
import { doublyCentred, meanVariance } from '../math/ridge.ts'
import type { Scored } from './scored.ts'

/** Documents that a score needs, so that each block has two. */
export const minDocuments = 20

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

/** Strengths of the ridge that are tried, strongest first, in units of the mean variance of a direction. */
const strengths: readonly number[] = [1e3, 1e2, 1e1, 1, 1e-1, 1e-2, 1e-3, 1e-4]

/** Something to be read off the vectors: columns that share a strength, as sine and cosine do. */
export type Target = readonly Float64Array[]

/** How well one target is read off. */
export interface Decoding {
  /** R² of the blocks between the ends, each by all other blocks. */
  readonly between: number
  /** R² of the two end blocks by those between them; NaN on a circle. */
  readonly beyond: number
  /** The strength chosen in the middlemost of the folds, in units of the mean variance of a direction. */
  readonly strength: number
}

/** Sums of squared errors, for each held-out part and each strength. */
type Errors = readonly Float64Array[]

/**
 * Reads targets off vectors by ridge regression. Every prediction is for a block that took no part in it, neither
 * in the fit nor in the choice of its strength: that is chosen by holding out, beside the block, each of the
 * others between the ends in turn. O(strengths · n³).
 *
 * @param centred the doubly centred Gram matrix of n items in order of value
 */
export function decodeTargets(
  centred: Float64Array,
  n: number,
  blocks: Blocks,
  targets: readonly Target[],
): Decoding[] {
  const { judged, ends, sets } = foldsOf(blocks)
  const owner = Uint8Array.from(targets.flatMap((columns, target) => columns.map(() => target)))
  const columns = targets.flat()
  const width = columns.length
  const data = new Float64Array(n * width)
  for (let column = 0; column < width; column++)
    for (let item = 0; item < n; item++) data[item * width + column] = columns[column][item]
  const scale = meanVariance(centred, n)
  const errors = leaveOutErrors(
    {
      centred,
      n,
      strengths: strengths.map(strength => strength * scale),
      targets: data,
      width,
    },
    sets,
  )
  const table = () => targets.map(() => judged.map(() => new Float64Array(strengths.length)))
  const outer = table()
  const inner = table()
  const beyond = targets.map(() => new Float64Array(strengths.length))
  const beyondInner = targets.map(() => new Float64Array(strengths.length))
  const sums = new Float64Array(targets.length)
  let next = 0
  // Leaves the sums of squared errors of a block, the next of the sets, in `sums`: one for each target.
  const squaresOfNext = (block: number) => {
    sums.fill(0)
    for (let item = blocks.starts[block]; item < blocks.starts[block + 1]; item++)
      for (let column = 0; column < width; column++) sums[owner[column]] += errors[next++] ** 2
  }
  for (let at = 0; at < strengths.length; at++) {
    for (let i = 0; i < judged.length; i++) {
      squaresOfNext(judged[i])
      for (let target = 0; target < targets.length; target++) outer[target][i][at] = sums[target]
    }
    for (let i = 0; i < judged.length; i++) {
      for (let j = 0; j < i; j++) {
        // Each is the validation of the other.
        squaresOfNext(judged[i])
        for (let target = 0; target < targets.length; target++) inner[target][j][at] += sums[target]
        squaresOfNext(judged[j])
        for (let target = 0; target < targets.length; target++) inner[target][i][at] += sums[target]
      }
    }
    if (ends.length === 0) continue
    for (let i = 0; i < judged.length; i++) {
      squaresOfNext(judged[i])
      for (let target = 0; target < targets.length; target++) beyondInner[target][at] += sums[target]
      for (const block of ends) next += (blocks.starts[block + 1] - blocks.starts[block]) * width
    }
    for (const block of ends) {
      squaresOfNext(block)
      for (let target = 0; target < targets.length; target++) beyond[target][at] += sums[target]
    }
  }
  return targets.map((target, at) => ({
    between: rSquared(
      outer[at],
      inner[at],
      squaresOf(
        target,
        judged.map(block => itemsOf(blocks, [block])),
      ),
    ),
    beyond: rSquared([beyond[at]], [beyondInner[at]], squaresOf(target, [itemsOf(blocks, ends)])),
    strength: middle(inner[at].map(errors => strengths[indexOfLeast(errors)])),
  }))
}

/** What is left out together, in this order: each block between the ends, each two of them, each with the ends, the ends. */
interface Folds {
  readonly blocks: Blocks
  readonly judged: readonly number[]
  readonly ends: readonly number[]
  readonly sets: ItemSets
}

/** Those of the last blocks: halves of a series are cut alike. */
let lastFolds: Folds | null = null

function foldsOf(blocks: Blocks): Folds {
  const { starts, hasEnds } = blocks
  const last = lastFolds?.blocks
  if (last !== undefined && last.hasEnds === hasEnds && String(last.starts) === String(starts))
    return lastFolds as Folds
  const judged = heldOutBlocks(blocks)
  const ends = endBlocks(blocks)
  const alone = judged.map(block => [block])
  const pairs = judged.flatMap((block, i) => judged.slice(0, i).map(other => [block, other]))
  const withEnds = ends.length === 0 ? [] : [...judged.map(block => [block, ...ends]), ends]
  const all = [...alone, ...pairs, ...withEnds].map(set => itemsOf(blocks, set))
  let end = 0
  const sets = {
    items: Uint32Array.from(all.flat()),
    ends: Uint32Array.from(all, items => {
      end += items.length
      return end
    }),
  }
  lastFolds = { blocks, judged, ends, sets }
  return lastFolds
}

function rSquared(outer: Errors, inner: Errors, squares: number): number {
  const left = outer.reduce((sum, errors, fold) => sum + errors[indexOfLeast(inner[fold])], 0)
  return squares > 0 ? 1 - left / squares : Number.NaN
}

/** Where the least error is; of equal ones the strongest. */
function indexOfLeast(errors: Float64Array): number {
  let least = 0
  for (let at = 1; at < errors.length; at++) if (errors[at] < errors[least]) least = at
  return least
}

/** What knowing nothing leaves: squares of the targets of each part about the mean of all others. */
function squaresOf(target: Target, parts: readonly (readonly number[])[]): number {
  let squares = 0
  for (const column of target) {
    const whole = column.reduce((sum, value) => sum + value, 0)
    for (const part of parts) {
      const own = part.reduce((sum, item) => sum + column[item], 0)
      const mean = (whole - own) / (column.length - part.length)
      for (const item of part) squares += (column[item] - mean) ** 2
    }
  }
  return squares
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
