import type { ComparedPair, Comparison } from '../findings/comparison/comparison.ts'
import { enumerated } from '../findings/finding.ts'
import { written } from '../findings/number.ts'
import { byKind, kindOf } from '../series/kinds.ts'

/** With more pairs of models than this, the summary says who is first, not who is better than whom. */
const maxSentences = 3

/** The id of the better one (of the higher one, where neither end is better) if they can be told apart; else null. */
export function winnerOf(
  { a, b, difference, significant }: ComparedPair,
  { better }: Comparison,
): string | null {
  if (!significant) return null
  return difference > 0 === (better !== 'lower') ? a : b
}

/**
 * What came of a comparison: a sentence for each two models, or one on who is first.
 * @param names what to call the entrants, by id
 */
export function comparisonSummary(comparison: Comparison, names: ReadonlyMap<string, string>): string {
  const pairs = comparison.series.flatMap(({ series, differences }) =>
    differences.map((pair): Compared => ({ series, pair, winner: winnerOf(pair, comparison) })),
  )
  if (pairs.length === 0) return 'No two models were asked the same series in the same way.'
  const groups = [...Map.groupBy(pairs, ({ pair }) => JSON.stringify([pair.a, pair.b])).values()]
  if (groups.length > maxSentences) return firstOnes(comparison, names)
  return groups.map(group => sentence(group, comparison.better, names)).join('\n')
}

interface Compared {
  readonly series: string
  readonly pair: ComparedPair
  readonly winner: string | null
}

function sentence(
  group: readonly Compared[],
  better: Comparison['better'],
  names: ReadonlyMap<string, string>,
): string {
  const { a, b } = group[0].pair
  const kinds = [...byKind(group, ({ series }) => series).values()]
  const open = kinds.filter(kind => kind.every(({ winner }) => winner === null)).length
  if (open === kinds.length) {
    const where = open === 1 ? kindOf(group[0].series).en : `any of the ${open} kinds of values`
    return `${names.get(a)} and ${names.get(b)}: no clear difference on ${where}.`
  }
  const word = better === 'neither' ? 'higher' : 'better'
  const wins = [
    [a, b],
    [b, a],
  ].flatMap(([winner, other]) => {
    const won = group.filter(each => each.winner === winner)
    if (won.length === 0) return []
    const list = won.map(({ series, pair }) => `${series} (by ${written(Math.abs(pair.difference), 3)})`)
    return [`${names.get(winner)} is ${word} than ${names.get(other)} on ${enumerated(list)}`]
  })
  const rest =
    open === 0 ? [] : [`no clear difference on the other ${open === 1 ? 'kind' : `${open} kinds`} of values`]
  return `${[...wins, ...rest].join('; ')}.`
}

function firstOnes({ better, entrants, series }: Comparison, names: ReadonlyMap<string, string>): string {
  const compared = series.filter(({ scores }) => scores.length > 1)
  const shares = entrants.flatMap(({ id }) => {
    const own = compared.flatMap(({ series, scores }) =>
      scores.filter(({ entrant }) => entrant === id).map(({ rank }) => ({ series, rank })),
    )
    const kinds = [...byKind(own, each => each.series).values()]
    const first = kinds.filter(kind => kind.every(({ rank }) => rank === 1)).length
    return own.length === 0 ? [] : [`${names.get(id)} on ${first} of ${kinds.length}`]
  })
  const word = better === 'neither' ? 'Highest' : 'Best'
  return `${word}, or without a clear difference from it, on all series of a kind of values: ${enumerated(shares)}.`
}
