import { type FactDraws, type FactPair, isSame } from '../../measures/fact-pairs.ts'
import { limitedShare, type ThresholdCurve, thresholdCurve } from '../../measures/threshold-curve.ts'
import { sameNumbers } from '../../series/quantities/same-numbers.ts'
import type { RunFactPair } from '../../store/run.ts'
import type { ThresholdDetails } from '../../store/threshold-details.ts'
import type { Fact } from './facts.ts'

/** Which pairs of texts a guard refuses, whatever their score: those whose numbers differ. */
export type Guard = (pair: Pick<RunFactPair, 'a' | 'b'>) => boolean

/** The guard on the pairs of some facts, each of which is read once. */
export function guardOf(facts: readonly Fact[]): Guard {
  const refused = new Set(
    facts.flatMap(({ base, others }) =>
      others.filter(({ text }) => !sameNumbers(base, text)).map(({ text }) => keyOf({ a: base, b: text })),
    ),
  )
  return pair => refused.has(keyOf(pair))
}

/** The curve of a model behind the guard, and what the guard does wrong: its cost, and what it overlooks. */
export function guardedCurve(
  pairs: readonly RunFactPair[],
  draws: FactDraws,
  { guard, thresholds }: { readonly guard: Guard; readonly thresholds: readonly number[] },
): ThresholdDetails['guard'] {
  const refused = new Set<FactPair>(pairs.filter(guard))
  const curve: ThresholdCurve = thresholdCurve(pairs, draws, {
    thresholds,
    refuses: pair => refused.has(pair),
  })
  const wrong = (among: readonly RunFactPair[], isWrong: (pair: RunFactPair) => boolean) => ({
    share: limitedShare(among, isWrong, draws),
    examples: among
      .filter(isWrong)
      .slice(0, maxExamples)
      .map(({ a, b }) => ({ a, b })),
  })
  return {
    ...curve,
    wronglyRefused: wrong(pairs.filter(isSame), pair => refused.has(pair)),
    wronglyLet: wrong(
      pairs.filter(({ pair }) => pair === 'different'),
      pair => !refused.has(pair),
    ),
  }
}

const maxExamples = 10

function keyOf({ a, b }: Pick<RunFactPair, 'a' | 'b'>): string {
  return JSON.stringify([a, b])
}
