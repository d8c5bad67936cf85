import type { Json } from '../base/json.ts'
import { seededRandom, shuffled } from '../base/random.ts'
import { orderingComponent } from './decode-component.ts'
import { type Decoding, decodeTargets, type Target } from './decode-folds.ts'
import { decodeHalves, type Halves } from './decode-halves.ts'
import { decodeItems, itemsTaken, targetsOf } from './decode-items.ts'
import type { Scored } from './scored.ts'

/** Shuffles of the values that the control is the mean of. */
export const shuffles = 20

/** All that the three measures say of one matrix. */
export interface Decoded {
  /** Documents that were taken. */
  readonly documents: number
  readonly blocks: number
  readonly value: Decoding
  /** Null on a circle and where a value is not above 0. */
  readonly logarithm: Decoding | null
  /** The same of shuffled values. */
  readonly control: { readonly value: readonly Decoding[]; readonly logarithm: readonly Decoding[] }
  readonly component: Json
  readonly halves: Halves
}

/** Kept for each matrix, as three measures share it. O((shuffles + strengths + halves / 8) · n³). */
export function decoded(scored: Scored): Decoded {
  const before = known.get(scored)
  if (before !== undefined) return before
  const order = itemsTaken(scored)
  const items = decodeItems(scored, order)
  const targets = targetsOf(items)
  const random = seededRandom(scored.seed, 'decode', scored.series.id)
  const places = [...order.keys()]
  const mixed = Array.from({ length: shuffles }, () => {
    const other = shuffled(places, random)
    return targets.map((target): Target => target.map(column => column.map((_, at) => column[other[at]])))
  })
  const all = decodeTargets(items.centred, items.n, items.blocks, [...targets, ...mixed.flat()])
  const controlOf = (target: number) =>
    all.filter((_, at) => at >= targets.length && at % targets.length === target)
  const made: Decoded = {
    documents: order.length,
    blocks: items.blocks.starts.length - 1,
    value: all[0],
    logarithm: targets.length > 1 ? all[1] : null,
    control: { value: controlOf(0), logarithm: targets.length > 1 ? controlOf(1) : [] },
    component: orderingComponent(items),
    halves: decodeHalves(scored, order),
  }
  known.set(scored, made)
  return made
}

const known = new WeakMap<Scored, Decoded>()
