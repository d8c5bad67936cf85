import { layout, startMachine } from '../base/web-assembly.ts'
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

/**
 * What `leaveOutRidge` gives at each strength for each of several sets of items that are left out: a set's errors are
 * strengths × items × targets. Every form gives the same bits. O(strengths · n³ / 2), then as said there for each set.
 */
export type LeaveOutErrors = (
  problem: RidgeProblem,
  sets: readonly ArrayLike<number>[],
) => readonly Float64Array[]

let known: LeaveOutErrors | undefined

/** The fastest form that runs here. */
export function leaveOutErrors(
  problem: RidgeProblem,
  sets: readonly ArrayLike<number>[],
): readonly Float64Array[] {
  known ??= vectorLeaveOut() ?? plainLeaveOut
  return known(problem, sets)
}

/** One strength after another, in JavaScript. */
export function plainLeaveOut(
  { centred, n, strengths, targets, width }: RidgeProblem,
  sets: readonly ArrayLike<number>[],
): Float64Array[] {
  const all = sets.map(set => new Float64Array(strengths.length * set.length * width))
  for (const [at, strength] of strengths.entries()) {
    const leaveOut = leaveOutRidge(centred, n, strength, targets, width)
    for (const [place, set] of sets.entries()) all[place].set(leaveOut(set), at * set.length * width)
  }
  return all
}

/** The functions of assembly/ridge.ts. All that they take are sizes, addresses and one number. */
type Functions = Readonly<Record<'prepare' | 'leaveOut', (...all: number[]) => void>>

/** Bytes of a vector, which holds two strengths. */
const lane = 16
const two = 2

/** Two strengths at a time, by WebAssembly; undefined where it does not run. */
export function vectorLeaveOut(): LeaveOutErrors | undefined {
  const machine = startMachine<Functions>(ridgeBytes)
  if (machine === undefined) return undefined
  return ({ centred, n, strengths, targets, width }, sets) => {
    const { prepare, leaveOut } = machine.functions
    const largest = Math.max(1, ...sets.map(set => set.length))
    const room = layout()
    const places = {
      centred: room(n * n * 8),
      targets: room(n * width * 8),
      strengths: room(2 * lane),
      items: room(largest * 4),
      factor: room(Math.max(n, largest) ** 2 * lane),
      columns: room(n * n * lane),
      precision: room(n * n * lane),
      weighted: room(n * width * lane),
      errors: room(largest * width * lane),
    }
    const memory = machine.memory(room(0))
    new Float64Array(memory, places.centred, n * n).set(centred)
    new Float64Array(memory, places.targets, n * width).set(targets)
    const items = new Uint32Array(memory, places.items, largest)
    const pair = new Float64Array(memory, places.strengths, 2 * two)
    const errors = new Float64Array(memory, places.errors, largest * width * two)
    const ofConstant = meanVariance(centred, n)
    const all = sets.map(set => new Float64Array(strengths.length * set.length * width))
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
      for (let place = 0; place < sets.length; place++) {
        const set = sets[place]
        items.set(set)
        // The factor is needed no more: its room is that of the block.
        leaveOut(
          n,
          width,
          places.precision,
          places.weighted,
          places.items,
          set.length,
          places.factor,
          places.errors,
        )
        const size = set.length * width
        for (let one = 0; one < own; one++) {
          const start = (first + one) * size
          for (let at = 0; at < size; at++) all[place][start + at] = errors[two * at + one]
        }
      }
    }
    return all
  }
}
