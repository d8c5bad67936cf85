import { denseRanks } from '../math/rank.ts'
import { roundedToSpread } from '../math/round.ts'
import { type FactMeasure, type FactPair, type FactStatistic, isSame } from './fact-pairs.ts'

/**
 * Does a duplicate look more alike than another fact in the same words? P(a pair of one fact scores above a pair of different facts in the same words), ties ½. Every pair of one fact is
 * compared with every pair of different facts, of whatever fact, as one threshold would. A pair weighs what its fact
 * weighs. Chance 0.5, range [0, 1]; NaN where either is missing. O(pairs) for each weighting.
 */
export const sameAboveDifferent: FactMeasure = {
  id: 'same-above-different',
  title: 'Does a duplicate look more alike than another fact in the same words?',
  better: 'higher',
  range: [0, 1],
  chance: 0.5,
  under: shareAbove,
}

function shareAbove(pairs: readonly FactPair[], places: ReadonlyMap<string, number>): FactStatistic {
  const compared = pairs.filter(pair => isSame(pair) || pair.pair === 'different')
  const scores = roundedToSpread(Float64Array.from(compared, ({ similarity }) => similarity))
  const { ranks } = denseRanks(scores)
  const order = Uint32Array.from(compared.keys()).sort((a, b) => ranks[a] - ranks[b])
  const level = Uint32Array.from(order, at => ranks[at])
  const place = Uint32Array.from(order, at => places.get(compared[at].fact)!)
  const same = Uint8Array.from(order, at => (isSame(compared[at]) ? 1 : 0))
  return weights => {
    let differentBelow = 0
    let allSame = 0
    let won = 0
    for (let from = 0; from < level.length; ) {
      let sameHere = 0
      let differentHere = 0
      let to = from
      for (; to < level.length && level[to] === level[from]; to++) {
        if (same[to] === 1) sameHere += weights[place[to]]
        else differentHere += weights[place[to]]
      }
      won += sameHere * (differentBelow + differentHere / 2)
      differentBelow += differentHere
      allSame += sameHere
      from = to
    }
    return won / (allSame * differentBelow)
  }
}
