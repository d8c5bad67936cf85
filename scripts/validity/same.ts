import { seededRandom, standardNormal } from '../../src/base/random.ts'
import { estimateOf, type FactPair, factDraws } from '../../src/measures/fact-pairs.ts'
import { numberMatters } from '../../src/measures/number-matters.ts'
import { sameAboveDifferent } from '../../src/measures/same-above-different.ts'
import { thresholdPoint } from '../../src/measures/threshold-curve.ts'

export const sameTitle = '## Same or different'

/** A way in which models score pairs of facts. */
export interface FactTruth {
  readonly name: string
  /** How far pairs of the same and of different facts lie apart, in standard deviations. */
  readonly apart: number
  /** The share of the variance that the pairs of a fact have in common. */
  readonly common: number
}

export const factTruths: readonly FactTruth[] = [
  { name: 'no clusters', apart: 0.5, common: 0 },
  { name: 'clusters', apart: -1, common: 0.5 },
  { name: 'strong clusters', apart: 2, common: 0.9 },
]

/** Scores of 120 facts as a run has them; S ≥ 0 is merged. */
export function drawnPairs({ apart, common }: FactTruth, seed: number, facts = 120): FactPair[] {
  const random = seededRandom(seed, 'facts of a truth', String(apart), String(common))
  return Array.from({ length: facts }, (_, at) => {
    const shared = Math.sqrt(common) * standardNormal(random)
    const score = (mean: number) => mean + shared + Math.sqrt(1 - common) * standardNormal(random)
    const of = (count: number, pair: FactPair['pair'], mean: number): FactPair[] =>
      Array.from({ length: count }, () => ({
        fact: String(at),
        kind: 'simulated',
        pair,
        change: null,
        similarity: score(mean),
      }))
    return [
      ...of(3, 'same-words', apart),
      ...of(1, 'same-format', apart),
      ...of(3, 'different', 0),
      ...of(2, 'different-reworded', apart - 0.5),
    ]
  }).flat()
}

/** What the limits of one statistic held. */
export interface FactCoverage {
  readonly truth: string
  readonly statistic: string
  readonly value: number
  /** How often the truth was within the 95 % interval. */
  readonly held: number
  /** How often it was not above the 95 % bound; null where there is none. */
  readonly below: number | null
}

/** Thresholds above the mean of the different pairs, so that about so many of them are merged. */
const thresholds = [
  { merged: '5 %', at: 1.645 },
  { merged: '1 %', at: 2.326 },
]

/** How often the limits hold what is true of all facts of a kind. @param sets samples, each with its limits */
export function factCoverage(truth: FactTruth, sets: number, known = 400): FactCoverage[] {
  const statistics = [
    ...[sameAboveDifferent, numberMatters].map(measure => ({
      name: measure.id,
      of(pairs: readonly FactPair[], seed: number) {
        const { value, interval } = estimateOf(measure, pairs, factDraws(pairs, seed))
        return { value: value!, interval: interval!, bound: null }
      },
      truth(pairs: readonly FactPair[]) {
        const places = new Map([...new Set(pairs.map(({ fact }) => fact))].map((fact, at) => [fact, at]))
        return measure.under(pairs, places)(new Uint8Array(places.size).fill(1))
      },
    })),
    ...thresholds.map(({ merged, at }) => ({
      name: `false merges (${merged})`,
      of: (pairs: readonly FactPair[], seed: number) =>
        thresholdPoint(pairs, factDraws(pairs, seed), at).falseMerges,
      truth(pairs: readonly FactPair[]) {
        const different = pairs.filter(({ pair }) => pair === 'different')
        return different.filter(({ similarity }) => similarity >= at).length / different.length
      },
    })),
  ]
  // All facts of the kind at once: comparisons between facts are as they are in a sample.
  const values = statistics.map(statistic => statistic.truth(drawnPairs(truth, 0, 120 * known)))
  const tallies = statistics.map(() => ({ held: 0, below: 0 }))
  for (let set = 1; set <= sets; set++) {
    const pairs = drawnPairs(truth, set)
    for (const [at, statistic] of statistics.entries()) {
      const { interval, bound } = statistic.of(pairs, set)
      const value = values[at]
      if (interval[0] <= value && value <= interval[1]) tallies[at].held++
      if (bound !== null && value <= bound) tallies[at].below++
    }
  }
  return statistics.map(({ name }, at) => ({
    truth: truth.name,
    statistic: name,
    value: values[at],
    held: tallies[at].held / sets,
    below: name.startsWith('false') ? tallies[at].below / sets : null,
  }))
}

/** A section of docs/validity.md. */
export function sameSection(sets: number): string {
  const rows = factTruths.flatMap(truth => factCoverage(truth, sets))
  const percent = (share: number | null) => (share === null ? '' : `${(100 * share).toFixed(1)} %`)
  return `${sameTitle}

120 facts are drawn from a population of facts, each with the pairs that a run has: four of the same fact, three of different ones, two reworded. A score is a normal value of which a part is common to all pairs of a fact: none (“no clusters”), half of the variance (“clusters”), or nine tenths (“strong clusters”). ${sets} samples each; with ${sets}, 95 % is known to ± ${(196 * Math.sqrt((0.95 * 0.05) / sets)).toFixed(1)} points. The bound is the one that decides whether a threshold is safe.

| facts | of | truth | interval holds it | bound is not below it |
|---|---|---|---|---|
${rows.map(({ truth, statistic, value, held, below }) => `| ${truth} | ${statistic} | ${value.toFixed(3)} | ${percent(held)} | ${percent(below)} |`).join('\n')}

Where few pairs are merged and those of a fact go together, ${sets} samples show what resampling cannot repair: a sample without a single merge looks like 360 independent pairs, though it holds 120 facts. There the bound is somewhat too low. The facts of a real model are drawn from topics that we wrote, and that is not simulated.
`
}
