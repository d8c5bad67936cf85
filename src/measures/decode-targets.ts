import { type ItemSets, leaveOutErrors } from '../math/leave-out.ts'
import { meanVariance } from '../math/ridge.ts'
import { type Blocks, endBlocks, heldOutBlocks, itemsOf, type Target } from './decode-blocks.ts'

/** Strengths of the ridge that are tried, strongest first, in units of the mean variance of a direction. */
const strengths: readonly number[] = [1e3, 1e2, 1e1, 1, 1e-1, 1e-2, 1e-3, 1e-4]

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
