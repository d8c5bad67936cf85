import { ascendingOrder } from './rank.ts'

/** The other items of each row of a distance matrix, nearest first. Positions count within a row. */
export interface NearestFirst {
  /** n × (n − 1): the items of row i. */
  readonly items: Uint32Array
  /** n × (n − 1): 1 where the item starts a new level of distance, else 0. */
  readonly newLevel: Uint8Array
  /** n × (n − 1): the position of the first item at the distance of this one, */
  readonly first: Uint32Array
  /** and the position behind the last. */
  readonly behind: Uint32Array
}

const kept = new WeakMap<Float64Array, NearestFirst>()

/** Ties are exact: round before. Kept for each matrix, as all similarities of a series are held against one. O(n² log n). */
export function nearestFirst(distances: Float64Array, n: number): NearestFirst {
  const known = kept.get(distances)
  if (known !== undefined) return known
  const width = n - 1
  const items = new Uint32Array(n * width)
  const newLevel = new Uint8Array(n * width)
  const [first, behind] = [1, 2].map(() => new Uint32Array(n * width))
  const row = new Float64Array(width)
  for (let i = 0; i < n; i++) {
    row.set(distances.subarray(i * n, i * n + i))
    row.set(distances.subarray(i * n + i + 1, (i + 1) * n), i)
    const order = ascendingOrder(row)
    for (let position = 0; position < width; position++) {
      const k = order[position]
      const at = i * width + position
      items[at] = k < i ? k : k + 1
      newLevel[at] = position === 0 || row[k] !== row[order[position - 1]] ? 1 : 0
      first[at] = newLevel[at] === 1 ? position : first[at - 1]
    }
    for (let position = width - 1; position >= 0; position--) {
      const at = i * width + position
      behind[at] = position + 1 === width || newLevel[at + 1] === 1 ? position + 1 : behind[at + 1]
    }
  }
  const made = { items, newLevel, first, behind }
  kept.set(distances, made)
  return made
}

/** The ranks, from 1, of the distances in a row without its diagonal, in order; equal ones share their mean. O(n). */
export function distanceRanks({ items, first, behind }: NearestFirst, n: number, row: number): Float64Array {
  const ranks = new Float64Array(n - 1)
  for (let at = row * (n - 1); at < (row + 1) * (n - 1); at++)
    ranks[items[at] < row ? items[at] : items[at] - 1] = (first[at] + 1 + behind[at]) / 2
  return ranks
}
