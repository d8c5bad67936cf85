import type { Verdict } from '../store/run.ts'

/**
 * What a score says of a model on a series, in one word: the first that holds.
 *
 * @param concordance of the model, with its 95 % interval
 * @param margin 95 % interval of the model's concordance minus the spelling floor
 */
export function verdictOf(
  concordance: number,
  interval: readonly [low: number, high: number],
  margin: readonly [low: number, high: number],
): Verdict {
  if (interval[1] < 0.5) return 'reversed'
  if (interval[0] <= 0.5) return 'chance'
  if (margin[1] < 0) return 'below-spelling'
  if (margin[0] <= 0) return 'spelling'
  return concordance >= 0.9 ? 'understands' : 'partly'
}

/** Each verdict as a reader meets it: in a few words, and in a sentence. */
export const verdictWords: {
  readonly [verdict in Verdict]: { readonly short: string; readonly sentence: string }
} = {
  reversed: { short: 'reversed', sentence: 'The closer one is scored lower more often than not.' },
  chance: { short: 'no better than chance', sentence: 'The order is not told from a coin toss.' },
  'below-spelling': {
    short: 'below spelling',
    sentence: 'Comparing the characters alone orders these better.',
  },
  spelling: {
    short: 'no better than spelling',
    sentence: 'Nothing is shown beyond what comparing the characters gives.',
  },
  understands: {
    short: 'understands',
    sentence: 'At least nine in ten comparisons are right, more than spelling explains.',
  },
  partly: { short: 'partly', sentence: 'Better than spelling, yet often wrong.' },
}
