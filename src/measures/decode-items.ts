import { isConstant } from '../math/correlation.ts'
import { doublyCentred } from '../math/kernel-ridge.ts'
import { type Blocks, blocksOf } from './decode-blocks.ts'
import type { Target } from './decode-folds.ts'
import type { Scored } from './scored.ts'

/** Documents that a score needs, so that each block has two. */
export const leastDocuments = 20

/** Documents that are taken: of more, so many that are spread evenly over the order of value. */
const mostDocuments = 400

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

/** The items that are taken, in order of value; on a circle from 0 to its period. */
export function itemsTaken({ n, series: { values, ruler, period } }: Pick<Scored, 'n' | 'series'>): number[] {
  const place = (item: number) => (ruler === 'circular' ? onePeriod(values[item], period!) : values[item])
  const all = Array.from({ length: n }, (_, item) => item).sort((a, b) => place(a) - place(b) || a - b)
  if (n <= mostDocuments) return all
  const step = (n - 1) / (mostDocuments - 1)
  return Array.from({ length: mostDocuments }, (_, at) => all[Math.round(at * step)])
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
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) gram[i * n + j] = i === j ? 1 : raw[order[i] * all + order[j]]
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

function onePeriod(value: number, period: number): number {
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
