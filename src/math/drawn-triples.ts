import { lane, layout } from '../base/web-assembly.ts'
import { type DrawKernel, plainDraws } from './draw-kernel.ts'
import { type DrawMachine, heaviest } from './draw-machine.ts'
import type { ItemTriples } from './triple-share.ts'

/** Draws of which a vector holds the weights with 16 bits, where all items together weigh at most so much. */
const eight = 8
const maxOfTriples = 300

/** What is asked of triples of items, eight draws at a time. */
export function drawnTriples(machine: DrawMachine): Pick<DrawKernel, 'tripleShares'> {
  return {
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
