import type { Machine } from '../base/web-assembly.ts'
import type { ItemDraws } from './draw-kernel.ts'

/** The functions of assembly/draws.ts. All that they take are sizes and addresses. */
export type DrawFunctions = Readonly<
  Record<
    | 'concordantPairs'
    | 'lightPairs'
    | 'tripleSums'
    | 'pairProducts'
    | 'rankSums'
    | 'groupSums'
    | 'pairWeights'
    | 'correlationSums',
    (...sizesAndAddresses: number[]) => void
  >
>

export type DrawMachine = Machine<DrawFunctions>

/** The most that the items weigh together in a draw. */
export function heaviest({ n, count, weights }: ItemDraws): number {
  let most = 0
  for (let draw = 0; draw < count; draw++) {
    let sum = 0
    for (let item = 0; item < n; item++) sum += weights[draw * n + item]
    most = Math.max(most, sum)
  }
  return most
}
