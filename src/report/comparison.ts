import type { ComparedPair, ComparedSeries, Comparison } from '../findings/comparison/comparison.ts'
import { enumerated } from '../findings/finding.ts'
import { ends, signed, written } from '../findings/number.ts'
import { shownNames } from '../findings/shown-names.ts'
import { comparisonSummary, winnerOf } from './comparison-summary.ts'
import type { TextTable } from './text-table.ts'

/** A comparison as tables of text, for a terminal and for Markdown. */
export interface ComparisonTables {
  readonly intro: string
  /** Short names of the models, where their own would make the tables too wide. */
  readonly legend: TextTable | null
  /** The index of each model; null where none has one. */
  readonly index: (TextTable & { readonly caption: string }) | null
  readonly differences: TextTable
  /** Only where there are more than two entrants. */
  readonly ranks: (TextTable & { readonly caption: string }) | null
  /** Series that some entrant is missing from, and why. */
  readonly notes: readonly string[]
  readonly summary: string
}

/** With more comparisons than this on a series, only those with its best are shown. */
const maxPairs = 10
/** With more than two entrants, a label that is longer gets a short name. */
const longestLabel = 24

/** Columns that the table of differences takes beside the labels of two entrants. */
const roomOfDifferences = 64

/** @param width of a terminal, for which names are shortened sooner; null: none */
export function comparisonTables(comparison: Comparison, width: number | null = null): ComparisonTables {
  const { measure, better, entrants, series, seed } = comparison
  const most = entrants.length > 2 ? longestLabel : Math.max(6, ((width ?? Infinity) - roomOfDifferences) / 3)
  const isLong = entrants.some(({ label }) => label.length > most)
  const names = new Map(entrants.map(({ id, label }, at) => [id, isLong ? `M${at + 1}` : label]))
  const fewer = series.some(each => each.differences.length > maxPairs)
  const ranked = series.filter(({ scores }) => scores.length > 1)
  return {
    intro: `${measure}, ${isLong ? `${entrants.length} models` : enumerated([...names.values()])}. Differences on equal resamples of the documents (seed ${seed}), p adjusted for all comparisons (Holm)${fewer ? '; shown are those with the first of each series' : ''}.`,
    legend: isLong
      ? {
          columns: [{ title: 'name' }, { title: 'model' }],
          rows: entrants.map(({ id, label }) => [names.get(id)!, label]),
        }
      : null,
    index: indexTable(comparison, names),
    differences: differenceTable(comparison, names),
    ranks:
      entrants.length < 3 || ranked.length === 0
        ? null
        : {
            caption: `Ranks (${measure}${better === 'neither' ? ', highest first' : ''}); models without a clear difference from the first of a rank share it.`,
            columns: [{ title: 'series' }, ...[...names.values()].map(title => ({ title }))],
            rows: ranked.map(({ series: id, scores }) => [
              id,
              ...entrants.map(entrant => {
                const score = scores.find(each => each.entrant === entrant.id)
                return score === undefined ? '–' : `${score.rank} (${written(score.value, 3)})`
              }),
            ]),
          },
    notes: notesOn(comparison),
    summary: comparisonSummary(comparison, names),
  }
}

function indexTable({ index }: Comparison, names: ReadonlyMap<string, string>): ComparisonTables['index'] {
  if (index === undefined) return null
  const between = (interval: readonly [number, number] | null, write: (value: number) => string) =>
    interval === null ? '–' : ends(interval, write)
  return {
    caption: 'Index: 0 is what comparing characters gets, 100 is perfect. Differences on equal resamples.',
    columns: [
      { title: 'index' },
      { title: 'value', align: 'right' },
      { title: shownNames.interval.en, align: 'right' },
      { title: 'adjusted p', align: 'right' },
    ],
    rows: [
      ...index.scores.map(({ entrant, value, interval }) => [
        names.get(entrant)!,
        written(value, 1),
        between(interval, each => written(each, 1)),
        '',
      ]),
      ...index.differences.map(({ a, b, difference, interval, adjusted, significant }) => [
        `${names.get(a)} − ${names.get(b)}${significant ? '' : ' (no clear difference)'}`,
        signed(difference, 1),
        between(interval, each => signed(each, 1)),
        adjusted < 0.001 ? '<0.001' : adjusted.toFixed(3),
      ]),
    ],
  }
}

function differenceTable(comparison: Comparison, names: ReadonlyMap<string, string>): TextTable {
  const { entrants, series, better } = comparison
  const isTwo = entrants.length === 2
  return {
    columns: [
      { title: 'series' },
      ...(isTwo ? entrants.map(({ label }) => label) : ['A', 'B']).map(title => ({ title })),
      { title: 'difference', align: 'right' },
      { title: shownNames.interval.en, align: 'right' },
      { title: 'adjusted p', align: 'right' },
      { title: better === 'neither' ? 'higher' : 'better' },
    ],
    rows: series.flatMap(each =>
      shownPairs(each, better).map(pair => {
        const winner = winnerOf(pair, comparison)
        return [
          each.series,
          ...[pair.a, pair.b].map(id => (isTwo ? scoreOf(each, id) : names.get(id)!)),
          signed(pair.difference, 3),
          pair.interval === null ? '–' : ends(pair.interval, end => signed(end, 3)),
          pair.adjusted < 0.001 ? '<0.001' : pair.adjusted.toFixed(3),
          winner === null ? 'no clear difference' : names.get(winner)!,
        ]
      }),
    ),
  }
}

/** The series that are not compared, or not with all, those of one reason together. */
function notesOn({ series }: Comparison): string[] {
  const short = series.filter(({ reason }) => reason !== undefined)
  const kind = ({ scores }: ComparedSeries) => (scores.length > 1 ? 'Compared in part' : 'Not compared')
  return [...Map.groupBy(short, each => `${kind(each)}\n${each.reason}`).values()].map(
    group => `${kind(group[0])}: ${enumerated(group.map(each => each.series))}. ${group[0].reason}`,
  )
}

function scoreOf({ scores }: ComparedSeries, id: string): string {
  return written(scores.find(({ entrant }) => entrant === id)!.value, 3)
}

function shownPairs(
  { differences, scores }: ComparedSeries,
  better: Comparison['better'],
): readonly ComparedPair[] {
  if (differences.length <= maxPairs) return differences
  const sign = better === 'lower' ? -1 : 1
  const best = scores.reduce((first, score) => (sign * score.value > sign * first.value ? score : first))
  return differences.filter(({ a, b }) => a === best.entrant || b === best.entrant)
}
