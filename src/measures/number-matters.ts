import { roundedToSpread } from '../math/round.ts'
import type { FactMeasure, FactPair, FactStatistic } from './fact-pairs.ts'

/**
 * Does the number count at all once the words differ? P(S(base, rewording) > S(base, the same rewording with another
 * value)), ties ½. Of each fact, its k-th pair `different-reworded` has the words of its k-th pair `same-words`.
 * A comparison weighs what its fact weighs. Chance 0.5, range [0, 1]; NaN where there is none.
 */
export const numberMatters: FactMeasure = {
  id: 'number-matters',
  title: 'Does the number count once the words differ?',
  better: 'higher',
  range: [0, 1],
  chance: 0.5,
  under: shareHigher,
}

function shareHigher(pairs: readonly FactPair[], places: ReadonlyMap<string, number>): FactStatistic {
  const scores = roundedToSpread(Float64Array.from(pairs, ({ similarity }) => similarity))
  const facts = Map.groupBy(pairs.keys(), at => pairs[at].fact)
  const comparisons = [...facts].flatMap(([fact, own]) => {
    const of = (kind: FactPair['pair']) => own.filter(at => pairs[at].pair === kind)
    const reworded = of('same-words')
    return of('different-reworded').map((changed, k) => {
      const margin = scores[reworded[k]] - scores[changed]
      return { place: places.get(fact)!, won: margin > 0 ? 1 : margin === 0 ? 0.5 : 0 }
    })
  })
  return weights => {
    let won = 0
    let total = 0
    for (const comparison of comparisons) {
      won += weights[comparison.place] * comparison.won
      total += weights[comparison.place]
    }
    return won / total
  }
}
