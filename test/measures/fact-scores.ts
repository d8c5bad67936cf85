import type { FactPair } from '../../src/measures/fact-pairs.ts'

/** Scores of the pairs of one fact, in the order of the run file. */
export interface FactScores {
  readonly words?: readonly number[]
  readonly format?: readonly number[]
  readonly different?: readonly number[]
  readonly reworded?: readonly number[]
}

/** The pairs of facts that are named by their place. */
export function factPairs(facts: readonly FactScores[]): FactPair[] {
  return facts.flatMap(({ words = [], format = [], different = [], reworded = [] }, at) => {
    const about = { fact: `fact-${at}`, kind: 'money' }
    const of = (pair: FactPair['pair'], change: string | null, scores: readonly number[]) =>
      scores.map(similarity => ({ ...about, pair, change, similarity }))
    return [
      ...of('same-words', null, words),
      ...of('same-format', null, format),
      ...of('different', 'next', different),
      ...of('different-reworded', 'next', reworded),
    ]
  })
}

export const placesOf = (pairs: readonly FactPair[]) =>
  new Map([...new Set(pairs.map(({ fact }) => fact))].map((fact, place) => [fact, place]))
