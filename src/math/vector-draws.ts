import { layout, type Machine, startMachine } from '../base/web-assembly.ts'
import type { ConcordanceRows } from './concordance.ts'
import { rankCorrelationOf, spearmanOfSums } from './correlation.ts'
import { type DrawKernel, type ItemDraws, plainDraws } from './draw-kernel.ts'
import { drawsBytes } from './draws-bytes.ts'

/** The functions of assembly/draws.ts. All that they take are sizes and addresses. */
type Functions = Readonly<
  Record<
    'concordantPairs' | 'rankSums' | 'groupSums' | 'pairWeights' | 'correlationSums',
    (...sizesAndAddresses: number[]) => void
  >
>

/** Bytes of a vector, and how many draws it holds: whole numbers, or doubles. */
const lane = 16
const four = 4
const two = 2

/** Whole numbers of 32 bits go up to here. */
const maxWhole = 2 ** 31 - 1

/** Above so many pairs, which would all be in the memory at once, draws are taken one by one. */
const maxPairs = 2 ** 19

let known: DrawKernel | undefined

/** The fastest kernel that runs here. */
export function drawKernel(): DrawKernel {
  known ??= vectorDraws() ?? plainDraws
  return known
}

/** Several draws at a time, by WebAssembly; undefined where it does not run. */
export function vectorDraws(): DrawKernel | undefined {
  const machine = startMachine<Functions>(drawsBytes)
  if (machine === undefined) return undefined
  return {
    concordances(rows, draws, rowWeights = draws.weights) {
      const { n, count } = draws
      const most = heaviest(draws)
      if (2 * most * most > maxWhole) return plainDraws.concordances(rows, draws, rowWeights)
      const depth = Math.ceil(Math.log2(Math.max(2, rows.levels)))
      const firstLeaf = 2 ** depth - 1
      const leafOf = (level: number) => level + firstLeaf
      const sums = new Float64Array(count)
      const totals = new Float64Array(count)
      const isAnchor = anchorsIn(n, count, rowWeights)
      eachRow(machine, rows, draws, leafOf, 2 ** (depth + 1), 2, ({ row, out, scratch, places }) => {
        if (!isAnchor[row]) return
        const { items, scores, ends, weights, fours } = places
        const { concordantPairs } = machine.functions
        concordantPairs(n - 1, depth, fours, items, scores, ends, weights, n * lane, scratch, places.out)
        for (let draw = 0; draw < count; draw++) {
          const rowWeight = rowWeights[draw * n + row]
          const at = Math.floor(draw / four) * 2 * four + (draw % four)
          if (rowWeight === 0 || out[at + four] === 0) continue
          sums[draw] += rowWeight * (out[at] / 2 / out[at + four])
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
      eachRow(
        machine,
        rows,
        draws,
        level => level * lane,
        levels + n,
        4,
        ({ row, out, scratch, places }) => {
          const { items, scores, ends, weights, fours } = places
          const ranks = scratch + levels * lane
          const { rankSums } = machine.functions
          rankSums(n - 1, levels, fours, items, scores, ends, weights, n * lane, scratch, ranks, places.out)
          for (let draw = 0; draw < count; draw++) {
            const at = Math.floor(draw / four) * 4 * four + (draw % four)
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
        },
      )
      return all
    },
    pairCorrelations(x, y, draws) {
      const { n, count } = draws
      const pairs = (n * (n - 1)) / 2
      if (pairs > maxPairs) return plainDraws.pairCorrelations(x, y, draws)
      const room = layout()
      const places = {
        out: room(4 * lane),
        items: room(n * lane),
        pairs: room(pairs * lane),
        x: room(pairs * 4),
        y: room(pairs * 4),
        ranks: room((x.count + y.count) * lane),
      }
      const memory = machine.memory(room(0))
      new Uint32Array(memory, places.x, pairs).set(x.of.map(level => level * lane))
      new Uint32Array(memory, places.y, pairs).set(y.of.map(level => level * lane))
      const ranks = new Float64Array(memory, places.ranks, two * (x.count + y.count))
      const out = new Float64Array(memory, places.out, 4 * two)
      const results = new Float64Array(count)
      const ranksY = places.ranks + x.count * lane
      eachTwo(memory, places.items, draws, draw => {
        machine.functions.pairWeights(n, places.items, places.pairs)
        ranks.fill(0)
        const { correlationSums } = machine.functions
        correlationSums(
          pairs,
          places.pairs,
          places.x,
          places.y,
          x.count,
          y.count,
          places.ranks,
          ranksY,
          places.out,
        )
        for (let one = 0; one < two && draw + one < count; one++) {
          const [total, xx, yy, xy] = [0, 1, 2, 3].map(sum => out[sum * two + one])
          results[draw + one] = spearmanOfSums(total, xx, yy, xy)
        }
      })
      return results
    },
    groupSums(grouped, draws) {
      const { groups, groupOf, values, squares } = grouped
      const { n, count } = draws
      const pairs = groupOf.length
      if (pairs > maxPairs) return plainDraws.groupSums(grouped, draws)
      const room = layout()
      const places = {
        out: room(groups * 3 * lane),
        items: room(n * lane),
        groups: room(pairs * 4),
        values: room(pairs * 8),
        squares: room(pairs * 8),
      }
      const memory = machine.memory(room(0))
      new Uint32Array(memory, places.groups, pairs).set(Uint32Array.from(groupOf, group => group * 3 * lane))
      new Float64Array(memory, places.values, pairs).set(values)
      new Float64Array(memory, places.squares, pairs).set(squares)
      const out = new Float64Array(memory, places.out, groups * 3 * two)
      const sums = new Float64Array(count * groups * 3)
      eachTwo(memory, places.items, draws, draw => {
        out.fill(0)
        machine.functions.groupSums(n, places.items, places.groups, places.values, places.squares, places.out)
        for (let one = 0; one < two && draw + one < count; one++)
          for (let at = 0; at < groups * 3; at++) sums[(draw + one) * groups * 3 + at] = out[at * two + one]
      })
      return sums
    },
  }
}

/** The most that the items weigh together in a draw. */
function heaviest({ n, count, weights }: ItemDraws): number {
  let most = 0
  for (let draw = 0; draw < count; draw++) {
    let sum = 0
    for (let item = 0; item < n; item++) sum += weights[draw * n + item]
    most = Math.max(most, sum)
  }
  return most
}

/** 1 for each row that weighs anything in some draw. */
function anchorsIn(n: number, count: number, rowWeights: Uint16Array): Uint8Array {
  const isAnchor = new Uint8Array(n)
  for (let at = 0; at < count * n; at++) if (rowWeights[at] > 0) isAnchor[at % n] = 1
  return isAnchor
}

interface Row {
  readonly row: number
  /** What the functions write. */
  readonly out: Int32Array
  /** Where there is room for the vectors that were asked for. */
  readonly scratch: number
  readonly places: {
    readonly items: number
    readonly scores: number
    readonly ends: number
    readonly weights: number
    /** Groups of four draws. */
    readonly fours: number
    readonly out: number
  }
}

/**
 * Puts the weights of all draws into the memory, then one row after another.
 * @param scoreAt what stands for a level of score there
 * @param scratchVectors vectors of room; @param outVectors those that are written for four draws
 */
function eachRow(
  machine: Machine<Functions>,
  { n, items, behind, scoreLevel }: ConcordanceRows,
  { count, weights }: ItemDraws,
  scoreAt: (level: number) => number,
  scratchVectors: number,
  outVectors: number,
  visit: (row: Row) => void,
): void {
  const width = n - 1
  const fours = Math.ceil(count / four)
  const room = layout()
  const places = {
    items: room(width * 4),
    scores: room(width * 4),
    ends: room(width * 4),
    weights: room(fours * n * lane),
    fours,
    out: room(fours * outVectors * lane),
  }
  const scratch = room(scratchVectors * lane)
  const memory = machine.memory(room(0))
  const inFours = new Int32Array(memory, places.weights, fours * n * four).fill(0)
  for (let draw = 0; draw < count; draw++) {
    const start = (draw - (draw % four)) * n + (draw % four)
    for (let item = 0; item < n; item++) inFours[start + item * four] = weights[draw * n + item]
  }
  const views = [places.items, places.scores, places.ends].map(place => new Uint32Array(memory, place, width))
  const [ownItems, ownScores, ownEnds] = views
  const out = new Int32Array(memory, places.out, fours * outVectors * four)
  for (let row = 0; row < n; row++) {
    for (let position = 0; position < width; position++) {
      const at = row * width + position
      ownItems[position] = items[at] * lane
      ownScores[position] = scoreAt(scoreLevel[at])
      ownEnds[position] = 4 * behind[at]
    }
    visit({ row, out, scratch, places })
  }
}

/** Puts the weights of two draws at a time at a place of the memory; beside the last of an odd count stands nothing. */
function eachTwo(
  memory: ArrayBuffer,
  place: number,
  { n, count, weights }: ItemDraws,
  visit: (first: number) => void,
): void {
  const items = new Float64Array(memory, place, n * two)
  for (let draw = 0; draw < count; draw += two) {
    for (let item = 0; item < n; item++) {
      items[item * two] = weights[draw * n + item]
      items[item * two + 1] = draw + 1 < count ? weights[(draw + 1) * n + item] : 0
    }
    visit(draw)
  }
}
