import { layout, startMachine } from '../base/web-assembly.ts'
import { drawsBytes } from './draws-bytes.ts'

/** Values with weights, each at a place of curves. */
export interface PlacedValues {
  readonly values: ArrayLike<number>
  readonly weights: ArrayLike<number>
  /** The place of each value in a curve. */
  readonly places: ArrayLike<number>
}

/**
 * For each of some curves of one length the weighted sum of squares that the best a + b · curve leaves of the values, as
 * `fitLine` does, in one pass. Every form gives the same bits. O(curves · values).
 * @param curves never to be changed: they may be kept
 */
export type CurveResiduals = (placed: PlacedValues, curves: readonly Float64Array[]) => Float64Array

let known: CurveResiduals | undefined

/** By the fastest form that runs here. */
export function curveResiduals(placed: PlacedValues, curves: readonly Float64Array[]): Float64Array {
  known ??= vectorResiduals() ?? plainResiduals
  return known(placed, curves)
}

/** One curve after another, in JavaScript. */
export function plainResiduals(placed: PlacedValues, curves: readonly Float64Array[]): Float64Array {
  const { values, weights, places } = placed
  const about = aboutMean(placed)
  const residuals = new Float64Array(curves.length)
  for (let curve = 0; curve < curves.length; curve++) {
    const own = curves[curve]
    let sum = 0
    let square = 0
    let product = 0
    for (let at = 0; at < values.length; at++) {
      const value = own[places[at]]
      const share = weights[at] * value
      sum += share
      square += share * value
      product += about.weighted[at] * value
    }
    residuals[curve] = residualOf(sum, square, product, about)
  }
  return residuals
}

interface AboutMean {
  readonly total: number
  /** Each value less the mean, times its weight. */
  readonly weighted: Float64Array
  readonly variation: number
}

function aboutMean({ values, weights }: PlacedValues): AboutMean {
  let total = 0
  let sum = 0
  for (let at = 0; at < values.length; at++) {
    total += weights[at]
    sum += weights[at] * values[at]
  }
  const weighted = new Float64Array(values.length)
  let variation = 0
  for (let at = 0; at < values.length; at++) {
    const apart = values[at] - sum / total
    weighted[at] = weights[at] * apart
    variation += weighted[at] * apart
  }
  return { total, weighted, variation }
}

function residualOf(sum: number, square: number, product: number, { total, variation }: AboutMean): number {
  const spread = square - (sum * sum) / total
  return spread > 0 ? Math.max(0, variation - (product * product) / spread) : variation
}

/** The function of assembly/draws.ts. All that it takes are sizes and addresses. */
type Functions = Readonly<Record<'curveSums', (...sizesAndAddresses: number[]) => void>>

/** Curves that are taken together. */
const four = 4

/** Bytes of curves that stay in the memory: the draws of a bootstrap share a few families. */
const maxKept = 2 ** 22

/** Four curves at a time, by WebAssembly; undefined where it does not run. */
export function vectorResiduals(): CurveResiduals | undefined {
  const machine = startMachine<Functions>(drawsBytes)
  if (machine === undefined) return undefined
  const kept = new Map<readonly Float64Array[], number>()
  let end = 0
  /** Puts curves into the memory, place by place; what is beside the last is 0. */
  const put = (curves: readonly Float64Array[], width: number): number => {
    const bytes = curves[0].length * width * 8
    if (end + bytes > maxKept) {
      kept.clear()
      end = 0
    }
    const place = end
    const table = new Float64Array(machine.memory(place + bytes), place, bytes / 8).fill(0)
    for (let curve = 0; curve < curves.length; curve++) {
      const own = curves[curve]
      for (let at = 0; at < own.length; at++) table[at * width + curve] = own[at]
    }
    kept.set(curves, place)
    end = place + bytes
    return place
  }
  return (placed, curves) => {
    const { values, weights, places } = placed
    const { length } = values
    const about = aboutMean(placed)
    const width = Math.ceil(curves.length / four) * four
    const table = kept.get(curves) ?? put(curves, width)
    const room = layout()
    // Behind what is kept.
    const first = room(end)
    const own = {
      places: room(length * 4),
      weights: room(length * 8),
      weighted: room(length * 8),
      out: room(width * 3 * 8),
    }
    const memory = machine.memory(first + room(0))
    const rows = new Uint32Array(memory, own.places, length)
    for (let at = 0; at < length; at++) rows[at] = table + places[at] * width * 8
    new Float64Array(memory, own.weights, length).set(weights)
    new Float64Array(memory, own.weighted, length).set(about.weighted)
    machine.functions.curveSums(length, own.places, own.weights, own.weighted, width / four, own.out)
    const out = new Float64Array(memory, own.out, width * 3)
    const residuals = new Float64Array(curves.length)
    for (let curve = 0; curve < curves.length; curve++) {
      const at = (curve - (curve % four)) * 3 + (curve % four)
      residuals[curve] = residualOf(out[at], out[at + four], out[at + 2 * four], about)
    }
    return residuals
  }
}
