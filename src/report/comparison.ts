import type { ComparedPair, ComparedSeries, Comparison } from '../findings/comparison/comparison.ts'
import { level } from '../findings/comparison/comparison.ts'
import { enumerated } from '../findings/finding.ts'
import { signed, written } from '../findings/number.ts'

/** A comparison as tables of text, for a terminal and for Markdown. */
export interface ComparisonTables {
  readonly intro: string
  readonly differences: TextTable
  /** Only where there are more than two entrants. */
  readonly ranks: TextTable | null
  /** Series that some entrant is missing from, and why. */
  readonly notes: readonly string[]
  readonly summary: string
}

export interface TextTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** With more comparisons than this on a series, only those with its best are shown. */
const mostPairs = 10

export function comparisonTables(comparison: Comparison): ComparisonTables {
  const { measure, entrants, series, seed } = comparison
  const label = (id: string) => entrants.find(entrant => entrant.id === id)!.label
  const notes = series.flatMap(({ series: id, reason }) => (reason === undefined ? [] : [`${id}: ${reason}`]))
  return {
    intro: `${measure}, ${enumerated(entrants.map(entrant => entrant.label))}. Differences on equal resamples of the documents (seed ${seed}), p adjusted for all comparisons shown (Holm).`,
    differences: {
      columns: [
        'series',
        ...(entrants.length === 2 ? entrants.map(entrant => entrant.label) : ['A', 'B']),
        'difference',
        '95 %',
        'p',
        'better',
      ],
      rows: series.flatMap(each =>
        shownPairs(each).map(pair => [
          each.series,
          ...[pair.a, pair.b].map(id => (entrants.length === 2 ? scoreOf(each, id) : label(id))),
          signed(pair.difference, 3),
          pair.interval === null ? '–' : `${signed(pair.interval[0], 3)} to ${signed(pair.interval[1], 3)}`,
          probability(pair.adjusted),
          betterOf(pair, comparison) === null ? 'no difference seen' : label(betterOf(pair, comparison)!),
        ]),
      ),
    },
    ranks:
      entrants.length < 3
        ? null
        : {
            columns: ['series', ...entrants.map(entrant => entrant.label)],
            rows: series.map(({ series: id, scores }) => [
              id,
              ...entrants.map(entrant => {
                const score = scores.find(each => each.entrant === entrant.id)
                return score === undefined ? '–' : `${score.rank} (${written(score.value, 3)})`
              }),
            ]),
          },
    notes,
    summary: summaryOf(comparison, label),
  }
}

function scoreOf({ scores }: ComparedSeries, id: string): string {
  return written(scores.find(({ entrant }) => entrant === id)!.value, 3)
}

function shownPairs({ differences, scores }: ComparedSeries): readonly ComparedPair[] {
  if (differences.length <= mostPairs) return differences
  const best = scores.find(({ rank }) => rank === 1)!.entrant
  return differences.filter(({ a, b }) => a === best || b === best)
}

/** The id of the better one where a difference is told; else null. */
function betterOf({ a, b, difference, adjusted }: ComparedPair, { better }: Comparison): string | null {
  if (adjusted > level) return null
  return difference > 0 === (better !== 'lower') ? a : b
}

function summaryOf(comparison: Comparison, label: (id: string) => string): string {
  const pairs = comparison.series.flatMap(({ series, differences }) =>
    differences.map(pair => ({ series, pair, better: betterOf(pair, comparison) })),
  )
  if (pairs.length === 0) return 'No series was asked of two models alike.'
  const groups = Map.groupBy(pairs, ({ pair }) => JSON.stringify([pair.a, pair.b]))
  return [...groups.values()]
    .map(group => {
      const { a, b } = group[0].pair
      const told = [a, b].flatMap(winner => {
        const won = group.filter(({ better }) => better === winner)
        if (won.length === 0) return []
        const list = won.map(({ series, pair }) => `${series} (${signed(pair.difference, 3)})`)
        return [`${label(winner)} is better on ${enumerated(list)}`]
      })
      const open = group.filter(({ better }) => better === null).length
      const rest =
        open === 0
          ? ''
          : `no difference seen on ${told.length === 0 ? `any of the ${open} series` : `the other ${open === 1 ? 'one' : open}`}`
      return `${label(a)} and ${label(b)}: ${[...told, ...(rest === '' ? [] : [rest])].join('; ')}.`
    })
    .join('\n')
}

function probability(p: number): string {
  return p < 0.001 ? '<0.001' : p.toFixed(3)
}
