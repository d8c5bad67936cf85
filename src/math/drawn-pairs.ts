import { lane, layout } from '../base/web-assembly.ts'
import { spearmanOfSums } from './correlation.ts'
import { type DrawKernel, type ItemDraws, plainDraws } from './draw-kernel.ts'
import type { DrawMachine } from './draw-machine.ts'

/** Draws of which a vector holds the weights as doubles. */
const two = 2

/** Above so many pairs, which would all be in the memory at once, draws are taken one by one. */
const maxPairs = 2 ** 19

type PairKernel = Pick<DrawKernel, 'pairCorrelations' | 'groupSums' | 'pairProducts'>

/** What is asked of all pairs of a matrix, two draws at a time. */
export function drawnPairs(machine: DrawMachine): PairKernel {
  return {
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
    pairProducts(table, draws) {
      const { n, symmetric, width, columns } = table
      const { count } = draws
      if (columns.length > maxPairs * width) return plainDraws.pairProducts(table, draws)
      const size = width ** 2
      const room = layout()
      const places = {
        items: room(n * lane),
        columns: room(columns.length * 8),
        sums: room(width * lane),
        out: room(size * lane),
      }
      const memory = machine.memory(room(0))
      new Float64Array(memory, places.columns, columns.length).set(columns)
      const out = new Float64Array(memory, places.out, size * two)
      const all = new Float64Array(count * size)
      const { pairProducts } = machine.functions
      eachTwo(memory, places.items, draws, draw => {
        pairProducts(n, width, symmetric ? 1 : 0, places.items, places.columns, places.sums, places.out)
        for (let one = 0; one < two && draw + one < count; one++)
          for (let at = 0; at < size; at++) all[(draw + one) * size + at] = out[at * two + one]
      })
      return all
    },
  }
}

/** Whole numbers, each so many times. */
function putTimes(factor: number, numbers: Uint32Array | Uint16Array, into: Uint32Array): void {
  for (let at = 0; at < numbers.length; at++) into[at] = numbers[at] * factor
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
