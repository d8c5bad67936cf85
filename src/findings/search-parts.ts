import {
  type Direction,
  directions,
  forms,
  type RecordForm,
  type SearchKind,
} from '../experiments/search/field.ts'
import { type PartScore, type SearchDetails, searchDetailsOf } from '../experiments/search/use-details.ts'
import type { RunUse } from '../store/run.ts'
import type { Language, Translations } from './finding.ts'

/** What a search in one kind of question got in a part of the questions. */
export interface SearchPart {
  readonly name: string
  readonly score: PartScore
}

/** The four kinds of question as a reader meets them. */
export const kindNames: Readonly<Record<SearchKind, Translations>> = {
  near: { en: 'close to a number', zh: '接近某个数' },
  range: { en: 'inside a limit', zh: '在界限之内' },
  exact: { en: 'exact number', zh: '确切的数' },
  format: { en: 'other format', zh: '另一种写法' },
}

const domainNames: Readonly<Record<string, Translations>> = {
  cables: { en: 'cables', zh: '线缆' },
  flats: { en: 'flats', zh: '公寓' },
  invoices: { en: 'invoices', zh: '发票' },
  events: { en: 'events', zh: '活动' },
  releases: { en: 'releases', zh: '版本发布' },
  medicines: { en: 'medicines', zh: '药品' },
  logs: { en: 'log lines', zh: '日志' },
  parcels: { en: 'parcels', zh: '包裹' },
  laptops: { en: 'laptops', zh: '笔记本电脑' },
}

/** A domain as a reader meets it; of a run of another version its id. */
export function domainName(id: string, language: Language): string {
  return Object.hasOwn(domainNames, id) ? domainNames[id][language] : id
}

const formNames: Readonly<Record<RecordForm, Translations>> = {
  title: { en: 'titles', zh: '标题' },
  sentence: { en: 'sentences', zh: '句子' },
  json: { en: 'JSON', zh: 'JSON' },
}

const directionNames: Readonly<Record<Direction, Translations>> = {
  under: { en: 'under', zh: '低于' },
  over: { en: 'over', zh: '高于' },
  between: { en: 'between', zh: '介于' },
  outside: { en: 'outside', zh: '之外' },
}

const partWords = {
  en: {
    equal: 'records share every word but the number',
    other: 'records differ in words too',
  },
  zh: {
    equal: '记录除数字外用词相同',
    other: '记录用词也不同',
  },
} as const

/** The parts of a kind of question: equal words or not, the forms of the records, directions. */
export function searchParts(details: SearchDetails, language: Language): SearchPart[] {
  const words = partWords[language]
  const share = (name: string, score: PartScore | undefined): SearchPart[] =>
    score === undefined ? [] : [{ name, score }]
  return [
    ...share(words.equal, details.controlled.yes),
    ...share(words.other, details.controlled.no),
    ...forms.flatMap(form => share(formNames[form][language], details.forms[form])),
    ...directions.flatMap(each => share(directionNames[each][language], details.directions?.[each])),
  ]
}

/** The names of all parts of some columns, in one order. */
export function partNames(columns: readonly (readonly SearchPart[])[]): string[] {
  const longestFirst = columns.toSorted((a, b) => b.length - a.length)
  return [...new Set(longestFirst.flatMap(parts => parts.map(({ name }) => name)))]
}

/** A measure of a whole ranking, between 0 and 1, which is no share and stands in a table of its own. */
export interface RankingScore {
  readonly name: string
  readonly value: number
  /** Of keyword search and of guessing; null in runs of earlier versions. */
  readonly bm25: number | null
  readonly chance: number | null
}

const rankingNames = {
  ndcg10: {
    en: 'nDCG@10: are the ten closest records at the top?',
    zh: 'nDCG@10：最接近的十条记录是否排在最前？',
  },
  reciprocalRank: {
    en: 'mean reciprocal rank: 1 for the first place, ½ for the second, ⅓ for the third …',
    zh: '平均倒数排名：第一名 1，第二名 ½，第三名 ⅓……',
  },
} as const

/** The second measure of a kind of question; none for ranges. */
export function rankingScores(details: SearchDetails, language: Language): RankingScore[] {
  return (['ndcg10', 'reciprocalRank'] as const).flatMap(id => {
    const value = details[id]
    if (value === undefined) return []
    const { bm25 = null, chance = null } = details.secondReferences ?? {}
    return [{ name: rankingNames[id][language], value, bm25, chance }]
  })
}

/**
 * How far a part stands above guessing, from 0 to 1, for its shade. 0 where its interval reaches down to guessing, or
 * where none is known: a few questions show nothing then.
 */
export function shadeOf({ value, interval }: PartScore, chance: number): number {
  if (interval === undefined || interval[0] <= chance) return 0
  return (value - chance) / (1 - chance)
}

/** How many questions the cells of a table have: `12`, or `12 to 54`. */
export function questionCounts(parts: readonly PartScore[], language: Language): string {
  const counts = parts.map(({ questions }) => questions)
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)]
  if (fewest === most) return String(most)
  return language === 'en' ? `${fewest} to ${most}` : `${fewest} 至 ${most}`
}

/** What a kind of question got in each domain, with what stands beside it. */
export interface SearchColumn {
  readonly use: RunUse
  readonly details: SearchDetails
}

/** The kinds of question among the uses of one model that have details. */
export function searchColumns(uses: readonly RunUse[]): SearchColumn[] {
  return uses.flatMap(use => {
    const details = searchDetailsOf(use)
    return details === null || use.value === null ? [] : [{ use, details }]
  })
}

/** The domains of some columns, in the order in which they first stand there. */
export function domainsOf(columns: readonly SearchColumn[]): string[] {
  return [...new Set(columns.flatMap(({ details }) => Object.keys(details.domains)))]
}
