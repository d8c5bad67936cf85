import { lane, layout } from '../base/web-assembly.ts'
import type { ConcordanceRows } from './concordance.ts'
import { rankCorrelationOf } from './correlation.ts'
import { type DrawKernel, type ItemDraws, plainDraws } from './draw-kernel.ts'
import { type DrawMachine, heaviest } from './draw-machine.ts'

/** Draws of which a vector holds the weights as whole numbers of 32 bits. */
const four = 4

/** Draws of which two vectors hold the weights as bytes, where all items together weigh at most so much. */
const light = 32
const maxLight = 127

/** Whole numbers of 32 bits go up to here. */
const maxWhole = 2 ** 31 - 1

/** What is asked of the rows of a matrix, several draws at a time. */
export function drawnRows(machine: DrawMachine): Pick<DrawKernel, 'concordances' | 'rowCorrelations'> {
  return {
    concordances(rows, draws, rowWeights = draws.weights) {
      const { n, count } = draws
      const most = heaviest(draws)
      if (2 * most * most > maxWhole) return plainDraws.concordances(rows, draws, rowWeights)
      const depth = Math.ceil(Math.log2(Math.max(2, rows.levels)))
      const firstLeaf = 2 ** depth - 1
      const sums = new Float64Array(count)
      const totals = new Float64Array(count)
      const isAnchor = anchorsIn(n, count, rowWeights)
      const { concordantPairs, lightPairs } = machine.functions
      const isLight = most <= maxLight
      const together = isLight ? light : four
      const pairsOf = isLight ? lightPairs : concordantPairs
      const shape = { together, scratch: (isLight ? 2 : 1) * 2 ** (depth + 1), out: 2 }
      eachRow(machine, rows, draws, 1, firstLeaf, shape, ({ row, out, scratch, places }) => {
        if (!isAnchor[row]) return
        const { items, scores, ends, weights, groups, groupBytes } = places
        pairsOf(n - 1, depth, groups, items, scores, ends, weights, groupBytes, scratch, places.out)
        for (let draw = 0; draw < count; draw++) {
          const rowWeight = rowWeights[draw * n + row]
          const at = (draw - (draw % together)) * 2 + (draw % together)
          if (rowWeight === 0 || out[at + together] === 0) continue
          sums[draw] += rowWeight * (out[at] / 2 / out[at + together])
          totals[draw] += rowWeight
        }
      })
      return sums.map((sum, draw) => (totals[draw] === 0 ? Number.NaN : sum / totals[draw]))
    },
    rowCorrelations(rows, draws) {
      const { n, count, weights: drawn } = draws
      const most = heaviest(draws)
      if (4 * most * most * most > maxWhole) return plainDraws.rowCorrelations(rows, draws)
      const all = new Float64Array(count * n)
      const levels = rows.levels + 1
      const shape = { together: four, scratch: levels + n, out: 4 }
      eachRow(machine, rows, draws, lane, 0, shape, ({ row, out, scratch, places }) => {
        const { items, scores, ends, weights, groups, groupBytes } = places
        const ranks = scratch + levels * lane
        const { rankSums } = machine.functions
        rankSums(n - 1, levels, groups, items, scores, ends, weights, groupBytes, scratch, ranks, places.out)
        for (let draw = 0; draw < count; draw++) {
          const at = (draw - (draw % four)) * 4 + (draw % four)
          all[draw * n + row] =
            drawn[draw * n + row] === 0
              ? Number.NaN
              : -rankCorrelationOf({
                  total: out[at],
                  distances: out[at + four] / 4,
                  scores: out[at + 2 * four] / 4,
                  products: out[at + 3 * four] / 4,
                })
        }
      })
      return all
    },
  }
}

/** 1 for each row that weighs anything in some draw. */
function anchorsIn(n: number, count: number, rowWeights: Uint16Array): Uint8Array {
  const isAnchor = new Uint8Array(n)
  for (let at = 0; at < count * n; at++) if (rowWeights[at] > 0) isAnchor[at % n] = 1
  return isAnchor
}

interface Row {
  readonly row: number
  /** What the functions write: whole numbers of 16 bits where weights are bytes, else of 32. */
  readonly out: Int32Array | Uint16Array
  /** Where there is room for the vectors that were asked for. */
  readonly scratch: number
  readonly places: {
    readonly items: number
    readonly scores: number
    readonly ends: number
    readonly weights: number
    /** Draws are taken in so many groups, */
    readonly groups: number
    /** of each of which all weights take so many bytes. */
    readonly groupBytes: number
    readonly out: number
  }
}

interface RowShape {
  /** Draws of a group: `four`, or `light`. */
  readonly together: number
  /** Vectors of room. */
  readonly scratch: number
  /** Numbers that are written for each draw. */
  readonly out: number
}

/**
 * Puts the weights of all draws into the memory, then one row after another. A level of score stands there as
 * `scoreStep` times itself and `scoreStart`.
 */
function eachRow(
  machine: DrawMachine,
  { n, items, behind, scoreLevel }: ConcordanceRows,
  { count, weights }: ItemDraws,
  scoreStep: number,
  scoreStart: number,
  shape: RowShape,
  visit: (row: Row) => void,
): void {
  const width = n - 1
  const { together } = shape
  const isLight = together === light
  const groups = Math.ceil(count / together)
  const itemBytes = isLight ? light : lane
  const groupBytes = n * itemBytes
  const outLength = groups * together * shape.out
  const room = layout()
  const places = {
    items: room(width * 4),
    scores: room(width * 4),
    ends: room(width * 4),
    weights: room(groups * groupBytes),
    groups,
    groupBytes,
    out: room(outLength * (isLight ? 2 : 4)),
  }
  const scratch = room(shape.scratch * lane)
  const memory = machine.memory(room(0))
  const inGroups = new (isLight ? Uint8Array : Int32Array)(memory, places.weights, groups * n * together)
  inGroups.fill(0)
  for (let draw = 0; draw < count; draw++) {
    const start = (draw - (draw % together)) * n + (draw % together)
    for (let item = 0; item < n; item++) inGroups[start + item * together] = weights[draw * n + item]
  }
  const views = [places.items, places.scores, places.ends].map(place => new Uint32Array(memory, place, width))
  const [ownItems, ownScores, ownEnds] = views
  const out = new (isLight ? Uint16Array : Int32Array)(memory, places.out, outLength)
  for (let row = 0; row < n; row++) {
    for (let position = 0, at = row * width; position < width; position++, at++) {
      ownItems[position] = items[at] * itemBytes
      ownScores[position] = scoreLevel[at] * scoreStep + scoreStart
      ownEnds[position] = 4 * behind[at]
    }
    visit({ row, out, scratch, places })
  }
}
