import { lane, layout, startMachine } from '../base/web-assembly.ts'
import { leaveOutRidge, meanVariance } from './ridge.ts'
import { ridgeBytes } from './ridge-bytes.ts'

/** Vectors, known by their Gram matrix, from which targets are read at several strengths of the ridge. */
export interface RidgeProblem {
  /** n × n, doubly centred. */
  readonly centred: Float64Array
  readonly n: number
  /** Each above 0. */
  readonly strengths: readonly number[]
  /** n × width, row-major. */
  readonly targets: Float64Array
  readonly width: number
}

/** Sets of items, which may share some. */
export interface ItemSets {
  /** The items of all sets, one set behind the other. */
  readonly items: Uint32Array
  /** Where each set ends among them. */
  readonly ends: Uint32Array
}

/**
 * What `leaveOutRidge` gives at each strength for each of several sets of items that are left out: strengths × items of
 * all sets × targets. Every form gives the same bits. O(strengths · n³ / 2), then as said there for each set.
 */
export type LeaveOutErrors = (problem: RidgeProblem, sets: ItemSets) => Float64Array

let known: LeaveOutErrors | undefined

/** The fastest form that runs here. */
export function leaveOutErrors(problem: RidgeProblem, sets: ItemSets): Float64Array {
  known ??= vectorLeaveOut() ?? plainLeaveOut
  return known(problem, sets)
}

/** One strength after another, in JavaScript. */
export function plainLeaveOut(
  { centred, n, strengths, targets, width }: RidgeProblem,
  { items, ends }: ItemSets,
): Float64Array {
  const all = new Float64Array(strengths.length * items.length * width)
  for (const [at, strength] of strengths.entries()) {
    const leaveOut = leaveOutRidge(centred, n, strength, targets, width)
    for (const [set, end] of ends.entries()) {
      const start = set === 0 ? 0 : ends[set - 1]
      all.set(leaveOut(items.subarray(start, end)), (at * items.length + start) * width)
    }
  }
  return all
}

/** The functions of assembly/ridge.ts. All that they take are sizes, addresses and one number. */
type Functions = Readonly<Record<'prepare' | 'leaveOutSets', (...all: number[]) => void>>

/** Strengths in a vector. */
const two = 2

/** Two strengths at a time, by WebAssembly; undefined where it does not run. */
export function vectorLeaveOut(): LeaveOutErrors | undefined {
  const machine = startMachine<Functions>(ridgeBytes)
  if (machine === undefined) return undefined
  return ({ centred, n, strengths, targets, width }, { items, ends }) => {
    const { prepare, leaveOutSets } = machine.functions
    const largest = ends.reduce((most, end, set) => Math.max(most, end - (set === 0 ? 0 : ends[set - 1])), 0)
    const size = items.length * width
    const room = layout()
    const places = {
      centred: room(n * n * 8),
      targets: room(n * width * 8),
      strengths: room(2 * lane),
      items: room(items.length * 4),
      ends: room(ends.length * 4),
      factor: room(Math.max(n, largest) ** 2 * lane),
      columns: room(n * n * lane),
      precision: room(n * n * lane),
      weighted: room(n * width * lane),
      errors: room(size * lane),
    }
    const memory = machine.memory(room(0))
    new Float64Array(memory, places.centred, n * n).set(centred)
    new Float64Array(memory, places.targets, n * width).set(targets)
    new Uint32Array(memory, places.items, items.length).set(items)
    new Uint32Array(memory, places.ends, ends.length).set(ends)
    const pair = new Float64Array(memory, places.strengths, 2 * two)
    const errors = new Float64Array(memory, places.errors, size * two)
    const ofConstant = meanVariance(centred, n)
    const all = new Float64Array(strengths.length * size)
    for (let first = 0; first < strengths.length; first += two) {
      const own = Math.min(two, strengths.length - first)
      for (let one = 0; one < two; one++) {
        // Beside the last of an odd count it stands again.
        const strength = strengths[first + Math.min(one, own - 1)]
        pair[one] = strength
        pair[two + one] = 1 / (n * (ofConstant + strength))
      }
      prepare(
        n,
        width,
        places.centred,
        ofConstant / n,
        places.strengths,
        places.targets,
        places.factor,
        places.columns,
        places.precision,
        places.weighted,
      )
      // The factor is needed no more: its room is that of the blocks.
      leaveOutSets(
        n,
        width,
        places.precision,
        places.weighted,
        places.items,
        places.ends,
        ends.length,
        places.factor,
        places.errors,
      )
      for (let one = 0; one < own; one++) {
        const start = (first + one) * size
        for (let at = 0; at < size; at++) all[start + at] = errors[two * at + one]
      }
    }
    return all
  }
}
