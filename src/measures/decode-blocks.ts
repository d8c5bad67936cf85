/** Blocks of items that are neighbours in value. */
const blockCount = 10

/** Blocks that a score needs: two ends, one to judge, and one to choose the strength of the ridge by. */
export const leastBlocks = 4

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
