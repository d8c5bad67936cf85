import { messageOf, NumeracyError } from '../../src/base/error.ts'
import { randomInteger, seededRandom } from '../../src/base/random.ts'
import { mutant } from './mutants.ts'
import type { Target } from './targets.ts'

/** A mutant that ended in anything but an answer or a message. */
export interface Crash {
  readonly target: string
  readonly seed: number
  /** Which mutant of the seed. */
  readonly at: number
  readonly stack: string
}

export interface Campaign {
  readonly read: number
  readonly refused: number
  readonly crashes: readonly Crash[]
}

/**
 * Reads so many mutants of a target's samples. Each is drawn by itself from the seed and its number, so that one can
 * be looked at again.
 * @param onStep called before each mutant is read
 */
export async function campaign(
  target: Target,
  {
    seed,
    from = 0,
    count,
    folder,
  }: { readonly seed: number; readonly from?: number; readonly count: number; readonly folder: string },
  onStep: (at: number) => void = () => {},
): Promise<Campaign> {
  const samples = await target.samples()
  const crashes: Crash[] = []
  let refused = 0
  for (let at = from; at < from + count; at++) {
    onStep(at)
    const random = seededRandom(seed, 'fuzz', target.name, String(at))
    const bytes = mutant(samples[randomInteger(random, samples.length)], random)
    try {
      await target.read(bytes, folder)
    } catch (error) {
      if (error instanceof NumeracyError) refused++
      else crashes.push({ target: target.name, seed, at, stack: stackOf(error) })
    }
  }
  return { read: count - refused - crashes.length, refused, crashes }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error)
}
