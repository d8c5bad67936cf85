import { startMachine } from '../base/web-assembly.ts'
import { type DrawKernel, plainDraws } from './draw-kernel.ts'
import type { DrawFunctions } from './draw-machine.ts'
import { drawnPairs } from './drawn-pairs.ts'
import { drawnRows } from './drawn-rows.ts'
import { drawnTriples } from './drawn-triples.ts'
import { drawsBytes } from './draws-bytes.ts'

let known: DrawKernel | undefined

/** The fastest kernel that runs here. */
export function drawKernel(): DrawKernel {
  known ??= vectorDraws() ?? plainDraws
  return known
}

/** Several draws at a time, by WebAssembly; undefined where it does not run. */
export function vectorDraws(): DrawKernel | undefined {
  const machine = startMachine<DrawFunctions>(drawsBytes)
  if (machine === undefined) return undefined
  return { ...drawnRows(machine), ...drawnPairs(machine), ...drawnTriples(machine) }
}
