import { holm, holmLevels, significanceLevel } from '../../math/holm.ts'
import { concordance } from '../../measures/concordance.ts'
import {
  type Drawn,
  type PairedDifference,
  pairedDifference,
  pairedIntervalAt,
} from '../../measures/paired.ts'
import type { Interval } from '../../measures/resamples.ts'

/** A form with what it scores on each set of values. */
export interface Contender {
  readonly id: string
  /** Concordance on the values that are chosen by. */
  readonly choice: number
  /** On values that had no part in the choice. */
  readonly usual: Drawn
  /** Null where there is no other range. */
  readonly heldOut: Drawn | null
}

/** What a form scores above the plain one, on values that had no part in the choice. */
export interface Gain extends PairedDifference {
  /** p among all forms of all subjects (Holm). */
  readonly adjusted: number
  /** The interval at the level that Holm's method tests this p at: wider than that of 95 %. */
  readonly corrected: Interval | null
}

/** The form that scores best where it is chosen, and what that is worth elsewhere. */
export interface Chosen {
  readonly id: string
  /** Null when the plain form itself was chosen. */
  readonly gain: Gain | null
  /** In another range, 95 %, not corrected: nothing is chosen there. */
  readonly heldOut: PairedDifference | null
  /** Whether the gain is more than noise: its adjusted p is at most 0.05 and its corrected interval leaves out 0. */
  readonly significant: boolean
}

export interface Choice {
  /** In the order of the contenders; null for the plain one. */
  readonly gains: readonly (Gain | null)[]
  readonly chosen: Chosen
}

/**
 * Chooses a form of each subject and says what it gains. The plain form is the first of each. All comparisons of all
 * subjects are one family (Holm 1979).
 */
export function chooseForms(subjects: readonly (readonly Contender[])[]): Choice[] {
  const raw = subjects.map(([plain, ...others]) =>
    others.map(other => ({ other, plain, ...pairedDifference(concordance, other.usual, plain.usual) })),
  )
  const values = raw.flatMap(all => all.map(({ p }) => p))
  const adjusted = holm(values)
  const levels = holmLevels(values, significanceLevel)
  let next = 0
  return raw.map((all, at) => {
    const gains = all.map(({ other, plain, difference, interval, p }): Gain => {
      const own = next++
      const corrected = pairedIntervalAt(levels[own], other.usual, plain.usual)
      return { difference, interval, p, adjusted: adjusted[own], corrected }
    })
    return { gains: [null, ...gains], chosen: chosenOf(subjects[at], [null, ...gains]) }
  })
}

function chosenOf(contenders: readonly Contender[], gains: readonly (Gain | null)[]): Chosen {
  const best = contenders.reduce((a, b) => (b.choice > a.choice ? b : a))
  const gain = gains[contenders.indexOf(best)]
  if (gain === null) return { id: best.id, gain, heldOut: null, significant: false }
  const { adjusted, corrected } = gain
  return {
    id: best.id,
    gain,
    heldOut:
      best.heldOut &&
      contenders[0].heldOut &&
      pairedDifference(concordance, best.heldOut, contenders[0].heldOut),
    significant: adjusted <= significanceLevel && corrected !== null && corrected[0] > 0,
  }
}
