import { type SearchKind, searchKinds } from '../experiments/search/field.ts'
import type { PartScore } from '../experiments/search/use-details.ts'
import type { NamedRun } from '../findings/comparison/entrants.ts'
import { besideUse, fitSentence, type ModelRow, modelRows } from '../findings/comparison/model-rows.ts'
import { modelName } from '../findings/finding.ts'
import { ends, percent, percentRange, written } from '../findings/number.ts'
import { factChangeName, modelPairs, worstPairs } from '../findings/same-parts.ts'
import { searchFailures, variedFailures } from '../findings/search-failures.ts'
import {
  domainName,
  domainsOf,
  kindNames,
  questionCounts,
  rankingScores,
  searchColumns,
} from '../findings/search-parts.ts'
import { heads, shownNames, thresholdHeads } from '../findings/shown-names.ts'
import { useLine, useNames, useOrder } from '../findings/use-lines.ts'
import type { Run } from '../store/run.ts'

/** A table with what stands over it. */
export interface TitledText {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What stands over the tables of search. */
export const searchAbout =
  'Questions to records that look alike. Close to a number and inside a limit: of two records, how often does the right one stand first? Exact number and other format: how often is the right record first of all?'

/** What stands over the tables of same or different. */
export const sameAbout =
  'Texts that state the same fact in other words or another format are duplicates; texts in the same words with another number are different facts. At a threshold duplicates should be found, and no changed number merged.'

/** Questions that failed and pairs of texts that are shown. */
const shownFailures = 3
const shownPairs = 5

/** Search as tables of text, for Markdown and for readers without scripts: of each model its scores and what failed. */
export function searchTables(run: Run): TitledText[] {
  const questions = Map.groupBy(run.search ?? [], ({ model }) => model)
  return [...questions].flatMap(([model, asked]) => {
    const name = modelName(run, model)
    const columns = searchColumns((run.uses ?? []).filter(use => use.model === model))
    const kinds = columns.map(({ use }) => use.use as SearchKind)
    const failures = searchFailures(asked)
    const share = (value: number | null | undefined) => (value == null ? '–' : percent(value))
    const parts = columns.flatMap(({ details }) => Object.values(details.domains))
    const scores: TitledText = {
      title: `${name}: right answers by what the records are about (${questionCounts(parts, 'en')} questions a cell)`,
      columns: ['records', ...kinds.map(kind => kindNames[kind].en)],
      rows: [
        ...domainsOf(columns).map(domain => [
          domainName(domain, 'en'),
          ...columns.map(({ details }) => partText(details.domains[domain])),
        ]),
        ['all', ...columns.map(({ use }) => share(use.value))],
        ['keyword search (BM25), all', ...columns.map(({ details }) => share(details.references.bm25))],
        ['guessing, all', ...columns.map(({ details }) => share(details.chance))],
      ],
    }
    const ranking: TitledText = {
      title: `${name}: the whole ranking, from 0 to 1`,
      columns: heads('en', 'question', 'measure', 'model', 'keywords', 'guessing'),
      rows: columns.flatMap(({ use, details }) =>
        rankingScores(details, 'en').map(({ name: measure, value, bm25, chance }) => [
          kindNames[use.use as SearchKind].en,
          measure,
          ...[value, bm25, chance].map(score => (score === null ? '–' : written(score))),
        ]),
      ),
    }
    const failed: TitledText = {
      title: `${name}: questions that failed, worst first`,
      columns: ['kind', 'question', 'ranked first', 'right', 'its place'],
      rows: searchKinds.flatMap(kind =>
        variedFailures(
          failures.filter(({ question }) => question.kind === kind),
          shownFailures,
        ).map(({ question, first, right }) => [
          kindNames[kind].en,
          question.question,
          first.text,
          right.text,
          String(right.place),
        ]),
      ),
    }
    return [scores, ranking, failed].filter(({ rows }) => rows.length > 0)
  })
}

/** A share with its interval, which is wide where the questions are few. */
function partText(part: PartScore | undefined): string {
  if (part === undefined) return '–'
  return percent(part.value) + (part.interval === undefined ? '' : ` (${ends(part.interval, percent)})`)
}

/** Same or different as tables of text: what thresholds do, and the pairs that are most alike though they differ. */
export function sameTables(run: Run): TitledText[] {
  return modelPairs(run).flatMap(({ model, pairs, details }) => {
    const name = modelName(run, model)
    const { guard, table } = details
    const thresholds: TitledText = {
      title: `${name}: what a threshold finds and merges (${details.verdict})`,
      columns: thresholdHeads('en'),
      rows: table.map(({ threshold, kept, falseMerges }, at) => [
        written(threshold),
        ...[kept, falseMerges, guard.table[at].kept, guard.table[at].falseMerges].map(
          ({ value, interval }) => `${percent(value)} (${ends(interval, percent)})`,
        ),
      ]),
    }
    const worst: TitledText = {
      title: `${name}: different, and nearly the same to it`,
      columns: ['similarity', 'text', 'other text', 'changed'],
      rows: worstPairs(pairs, shownPairs).map(({ similarity, a, b, change }) => [
        written(similarity, 3),
        a,
        b,
        change === null ? '' : factChangeName(change, 'en'),
      ]),
    }
    return [thresholds, worst].filter(({ rows }) => rows.length > 0)
  })
}

/** With more models than this they stand in a table. */
export const maxListedModels = 2

/** A table of models, and the answer that it gives in a sentence. */
export interface ModelsTable extends Omit<TitledText, 'title'> {
  /** Null where no model was asked about use. */
  readonly fit: string | null
}

/** Every model of some runs in a row, best first; null where there are too few for a table. */
export function modelsTable(runs: readonly NamedRun[]): ModelsTable | null {
  const rows = modelRows(runs)
  if (rows.length < 2 || (runs.length === 1 && rows.length <= maxListedModels)) return null
  const uses = useOrder.filter(use => rows.some(row => row.uses.some(each => each.use === use)))
  const hasIndex = rows.some(({ index }) => index !== null)
  const hasVerdicts = rows.some(({ better }) => better !== null)
  return {
    fit: fitSentence(rows),
    columns: [
      'model',
      ...uses.map(use => useNames[use].en),
      ...(hasIndex ? [shownNames.index.en] : []),
      ...(hasVerdicts ? [shownNames.betterKinds.en] : []),
    ],
    rows: rows
      .map(row => [
        row.label,
        ...uses.map(use => useText(row, use)),
        ...(hasIndex ? [indexText(row)] : []),
        ...(hasVerdicts
          ? [row.better === null ? '–' : `${row.better.whole.length} of ${row.better.count}`]
          : []),
      ])
      .concat(uses.length === 0 ? [] : besideRows(rows, uses, { hasIndex, hasVerdicts })),
  }
}

/** What keyword search, or comparing characters, and guessing get: the rows under the models. */
function besideRows(
  rows: readonly ModelRow[],
  uses: typeof useOrder,
  { hasIndex, hasVerdicts }: { readonly hasIndex: boolean; readonly hasVerdicts: boolean },
): string[][] {
  return (['instead', 'chance'] as const).map(who => [
    who === 'instead'
      ? `${shownNames.keywords.en}; for merging, ${shownNames.characters.en}`
      : shownNames.guessing.en,
    ...uses.map(use => {
      const range = besideUse(rows, use)[who]
      return range === null ? '–' : percentRange(range)
    }),
    ...(hasIndex ? [who === 'instead' ? '0' : ''] : []),
    ...(hasVerdicts ? [''] : []),
  ])
}

function useText({ uses }: ModelRow, use: (typeof useOrder)[number]): string {
  const found = uses.find(each => each.use === use)
  if (found === undefined || found.value === null) return '–'
  const { sign, answer } = useLine(found, 'en')
  return `${sign} ${answer}, ${percent(found.value)}`
}

function indexText({ index }: ModelRow): string {
  if (index === null) return '–'
  const whole = (value: number) => written(value, 0)
  return index.interval === null
    ? whole(index.value)
    : `${whole(index.value)} (${ends(index.interval, whole)})`
}
