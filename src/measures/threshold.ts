import { type FactPair, isSame } from './fact-pairs.ts'

/** What becomes of pairs at a threshold: both are shares, in [0, 1]. */
export interface AtThreshold {
  /** Of the pairs that state the same fact, those at or above the threshold: duplicates that are found. */
  readonly kept: number
  /** Of the pairs that state different facts in the same words, those at or above it: facts that are lost. */
  readonly falseMerges: number
}

/** Whether a guard refuses a pair, whatever its score. */
export type Refuses<Pair> = (pair: Pair) => boolean

/** Duplicates kept and false merges of the pairs of one model at a threshold. NaN where there are no such pairs. */
export function atThreshold<Pair extends Pick<FactPair, 'pair' | 'similarity'>>(
  pairs: readonly Pair[],
  threshold: number,
  refuses: Refuses<Pair> = () => false,
): AtThreshold {
  const share = (of: readonly Pair[]) =>
    of.filter(pair => pair.similarity >= threshold && !refuses(pair)).length / of.length
  return {
    kept: share(pairs.filter(isSame)),
    falseMerges: share(pairs.filter(({ pair }) => pair === 'different')),
  }
}
