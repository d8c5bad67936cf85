import { layout, type Machine, startMachine } from '../base/web-assembly.ts'
import type { ConcordanceRows } from './concordance.ts'
import { rankCorrelationOf, spearmanOfSums } from './correlation.ts'
import { type DrawKernel, type ItemDraws, plainDraws } from './draw-kernel.ts'
import { drawsBytes } from './draws-bytes.ts'
import type { ItemTriples } from './triple-share.ts'

/** The functions of assembly/draws.ts. All that they take are sizes and addresses. */
type Functions = Readonly<
  Record<
    | 'concordantPairs'
    | 'lightPairs'
    | 'tripleSums'
    | 'rankSums'
    | 'groupSums'
    | 'pairWeights'
    | 'correlationSums',
    (...sizesAndAddresses: number[]) => void
  >
>

/** Bytes of a vector, and how many draws it holds: whole numbers, or doubles. */
const lane = 16
const four = 4
const two = 2

/** Draws of which two vectors hold the weights as bytes, where all items together weigh at most so much. */
const light = 32
const maxLight = 127

/** Draws of which a vector holds the weights with 16 bits, where all items together weigh at most so much. */
const eight = 8
const maxOfTriples = 300

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
      putTimes(lane, x.of, new Uint32Array(memory, places.x, pairs))
      putTimes(lane, y.of, new Uint32Array(memory, places.y, pairs))
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
      putTimes(3 * lane, groupOf, new Uint32Array(memory, places.groups, pairs))
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
    tripleShares(triples, draws) {
      const { n, count, weights } = draws
      if (heaviest(draws) > maxOfTriples) return plainDraws.tripleShares(triples, draws)
      const { items, outcomes } = triples
      const runs = runsOf(triples)
      const eights = Math.ceil(count / eight)
      const room = layout()
      const places = {
        runs: room((runs.length - 1) * 12),
        thirds: room(outcomes.length * 8),
        weights: room(eights * n * lane),
        out: room(eights * 4 * lane),
      }
      const memory = machine.memory(room(0))
      const ownRuns = new Uint32Array(memory, places.runs, (runs.length - 1) * 3)
      for (let run = 0; run + 1 < runs.length; run++) {
        ownRuns[3 * run] = items[3 * runs[run]] * lane
        ownRuns[3 * run + 1] = items[3 * runs[run] + 1] * lane
        ownRuns[3 * run + 2] = places.thirds + 8 * runs[run + 1]
      }
      const thirds = new Uint32Array(memory, places.thirds, outcomes.length * 2)
      for (let triple = 0; triple < outcomes.length; triple++) {
        thirds[2 * triple] = items[3 * triple + 2] * lane
        thirds[2 * triple + 1] = 2 * outcomes[triple]
      }
      const inEights = new Uint16Array(memory, places.weights, eights * n * eight).fill(0)
      for (let draw = 0; draw < count; draw++) {
        const start = (draw - (draw % eight)) * n + (draw % eight)
        for (let item = 0; item < n; item++) inEights[start + item * eight] = weights[draw * n + item]
      }
      machine.functions.tripleSums(
        places.runs,
        places.runs + ownRuns.byteLength,
        places.thirds,
        eights,
        places.weights,
        n * lane,
        places.out,
      )
      const out = new Int32Array(memory, places.out, eights * 2 * eight)
      const shares = new Float64Array(count)
      for (let draw = 0; draw < count; draw++) {
        const at = (draw - (draw % eight)) * 2 + (draw % eight)
        shares[draw] = out[at + eight] === 0 ? Number.NaN : out[at] / 2 / out[at + eight]
      }
      return shares
    },
  }
}

/** Where each stretch of triples with the same i and j begins, and last where all end. */
function runsOf({ items, outcomes }: ItemTriples): number[] {
  const starts: number[] = []
  for (let triple = 0; triple < outcomes.length; triple++) {
    const at = 3 * triple
    if (triple === 0 || items[at] !== items[at - 3] || items[at + 1] !== items[at - 2]) starts.push(triple)
  }
  return [...starts, outcomes.length]
}

/** Whole numbers, each so many times. */
function putTimes(factor: number, numbers: Uint32Array | Uint16Array, into: Uint32Array): void {
  for (let at = 0; at < numbers.length; at++) into[at] = numbers[at] * factor
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
  machine: Machine<Functions>,
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
