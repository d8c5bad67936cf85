import { seededRandom } from '../base/random.ts'
import { resampleHalves } from '../math/bootstrap.ts'
import { decodeTargets } from './decode-folds.ts'
import { decodeItems, leastDocuments, targetsOf } from './decode-items.ts'
import type { Scored } from './scored.ts'

/** Halves that are drawn: each costs an eighth of the whole. */
function halvesFor(n: number): number {
  return n <= 120 ? 60 : 40
}

/** What each measure comes to on each half; NaN where it is not defined there. */
export interface Halves {
  readonly value: Float64Array
  readonly logarithm: Float64Array
  readonly beyond: Float64Array
}

/**
 * Reads the values off halves of the items, drawn without replacement, each cut into blocks of its own.
 * Empty when a half is too small. O(halves · strengths · n³ / 8).
 */
export function decodeHalves(scored: Scored, order: readonly number[]): Halves {
  const n = order.length
  const count = n < 2 * leastDocuments ? 0 : halvesFor(n)
  const members = resampleHalves(n, count, seededRandom(scored.seed, 'decode halves', scored.series.id))
  const undefinedAll = () => new Float64Array(count).fill(Number.NaN)
  const halves = { value: undefinedAll(), logarithm: undefinedAll(), beyond: undefinedAll() }
  for (let half = 0; half < count; half++) {
    const items = decodeItems(
      scored,
      order.filter((_, at) => members[half * n + at] === 1),
    )
    const targets = targetsOf(items)
    const [value, logarithm] = decodeTargets(items.centred, items.n, items.blocks, targets)
    halves.value[half] = value.between
    halves.beyond[half] = value.beyond
    if (logarithm !== undefined) halves.logarithm[half] = logarithm.between
  }
  return halves
}
