import { extent } from '../../math/extent.ts'
import type { Run, RunIndexScore, RunMeasure, RunUse, RunVerdict } from '../../store/run.ts'
import { type BetterKinds, betterKinds } from '../better-kinds.ts'
import { enumerated, type Language } from '../finding.ts'
import { useNames, useOrder } from '../use-lines.ts'
import { labelled, type NamedRun } from './entrants.ts'

/** All that some runs say about one model, for a row of a table. */
export interface ModelRow {
  /** As a reader meets it; unique among the rows. */
  readonly label: string
  /** The run that its links lead to. */
  readonly run: string
  /** All runs that say something about it. */
  readonly parts: readonly string[]
  readonly model: string
  readonly kind: 'embedder' | 'reranker'
  /** The first of its questions, where it was asked several. */
  readonly index: RunIndexScore | null
  readonly uses: readonly RunUse[]
  /** Its concordance on each series, of the first of its questions. */
  readonly headlines: readonly RunMeasure[]
  readonly verdicts: readonly RunVerdict[]
  /** On how many kinds of values it is better than comparing characters; null where none was judged. */
  readonly better: BetterKinds | null
}

/** What stands beside a use, of all models that were asked: lowest and highest, which differ where their questions do. */
export interface BesideUse {
  /** What a user would take instead: keyword search, or for merging a comparison of characters. */
  readonly instead: readonly [low: number, high: number] | null
  readonly chance: readonly [low: number, high: number] | null
}

/** What keyword search or comparing characters, and guessing, get in one use. */
export function besideUse(rows: readonly ModelRow[], use: RunUse['use']): BesideUse {
  const asked = rows.flatMap(({ uses }) => uses.filter(each => each.use === use && each.value !== null))
  return {
    instead: rangeOf(asked.flatMap(({ baseline }) => baseline?.value ?? [])),
    chance: rangeOf(
      asked.flatMap(({ details }) => (typeof details?.chance === 'number' ? details.chance : [])),
    ),
  }
}

function rangeOf(values: readonly number[]): readonly [low: number, high: number] | null {
  return values.length === 0 ? null : extent(values)
}

type Part = Omit<ModelRow, 'label' | 'better'>

/**
 * A row for each model of some runs, best first: by the index where every row has one, otherwise by how many uses it
 * is fit for, then by the mean of what it got in them, then by its mean concordance. What several runs say about one
 * model stands in one row, unless two of them say the same sort of thing: then they are compared.
 */
export function modelRows(runs: readonly NamedRun[], language: Language = 'en'): ModelRow[] {
  const parts = runs.flatMap(({ name, run }) => partsOf(name, run))
  const joined = [...Map.groupBy(parts, ({ model }) => model).values()].flatMap(joinedParts)
  const rows = labelled(
    runs,
    joined.map(row => ({ ...row, prompt: null })),
    language,
  ).map(({ prompt: _prompt, ...row }) => ({
    ...row,
    better: row.verdicts.length === 0 ? null : betterKinds(row.verdicts),
  }))
  const byIndex = rows.every(({ index }) => index !== null)
  return rows.toSorted((a, b) => {
    const first = byIndex ? b.index!.value - a.index!.value : 0
    return (
      first ||
      fitUses(b) - fitUses(a) ||
      meanOf(b.uses) - meanOf(a.uses) ||
      meanOf(b.headlines) - meanOf(a.headlines)
    )
  })
}

/** Which models are fit for which use, as a sentence; null where none was asked about use. */
export function fitSentence(
  rows: readonly Pick<ModelRow, 'label' | 'uses'>[],
  language: Language = 'en',
): string | null {
  const asked = useOrder.filter(use => rows.some(({ uses }) => uses.some(each => each.use === use)))
  if (asked.length === 0) return null
  const words = fitWords[language]
  const fit = asked.flatMap(use => {
    const isFit = (row: Pick<ModelRow, 'uses'>) =>
      row.uses.some(each => each.use === use && each.verdict === 'yes')
    const names = rows.filter(isFit).map(({ label }) => label)
    return names.length === 0 ? [] : [words.of(useNames[use][language], enumerated(names, language))]
  })
  if (fit.length === 0) return words.none
  return `${words.fit(fit)}${fit.length < asked.length ? words.others : ''}`
}

const fitWords = {
  en: {
    none: 'No model is fit for any of these uses.',
    of: (use: string, names: string) => `${use}: ${names}`,
    fit: (fit: readonly string[]) => `Fit to ${fit.join('; ')}.`,
    others: ' No model is fit for the other uses.',
  },
  zh: {
    none: '没有一个模型适合这些用途中的任何一种。',
    of: (use: string, names: string) => `${use}：${names}`,
    fit: (fit: readonly string[]) => `适合的：${fit.join('；')}。`,
    others: '其他用途没有一个模型适合。',
  },
}

/** How many uses a model is fit for. */
function fitUses({ uses }: Pick<ModelRow, 'uses'>): number {
  return uses.filter(({ verdict }) => verdict === 'yes').length
}

function partsOf(run: string, held: Run): Part[] {
  return held.models.flatMap(({ id, kind }): Part[] => {
    if (kind === 'reference') return []
    const own = <Each extends { readonly model: string }>(all: readonly Each[]) =>
      all.filter(({ model }) => model === id)
    const asked = own(held.measures).filter(measure => measure.id === 'concordance')
    const headlines = asked.filter(({ prompt }) => prompt === asked[0].prompt)
    const verdicts = own(held.verdicts).filter(({ prompt }) => prompt === (asked[0]?.prompt ?? null))
    const index = own(held.indexes ?? [])[0] ?? null
    const uses = own(held.uses ?? [])
    if (index === null && uses.length === 0 && headlines.length === 0) return []
    return [{ run, parts: [run], model: id, kind, index, uses, headlines, verdicts }]
  })
}

function joinedParts(parts: readonly Part[]): Part[] {
  const count = (has: (part: Part) => boolean) => parts.filter(has).length
  const series = parts.flatMap(({ headlines }) => headlines.map(headline => headline.series))
  const isDisjoint =
    count(({ index }) => index !== null) < 2 &&
    count(({ uses }) => uses.length > 0) < 2 &&
    new Set(series).size === series.length
  if (!isDisjoint) return [...parts]
  const [first] = parts
  const main = parts.find(({ uses }) => uses.length > 0) ?? parts.find(({ index }) => index === null) ?? first
  return [
    {
      ...main,
      index: parts.find(({ index }) => index !== null)?.index ?? null,
      parts: parts.flatMap(part => part.parts),
      headlines: parts.flatMap(({ headlines }) => headlines),
      verdicts: parts.flatMap(({ verdicts }) => verdicts),
    },
  ]
}

function meanOf(scores: readonly { readonly value: number | null }[]): number {
  const known = scores.flatMap(({ value }) => (value === null ? [] : [value]))
  return known.length === 0 ? -1 : known.reduce((sum, each) => sum + each, 0) / known.length
}
