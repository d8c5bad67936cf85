import { isObject } from '../../base/json.ts'
import type { RunUse } from '../../store/run.ts'
import { type Direction, directions, type SearchKind, searchKinds } from './field.ts'

/** The mean of a score over some of the questions, and how many they are. */
export type PartScore = {
  readonly value: number
  readonly questions: number
  /** 95 %; missing in runs of earlier versions. */
  readonly interval?: readonly [low: number, high: number]
}

/** What stands behind the value of a use that was found by searching. */
export type SearchDetails = {
  /** The measure: `search-near`, `search-range`, `search-exact` or `search-format`. */
  readonly measure: string
  /** What a model that knows nothing is expected to score. */
  readonly chance: number
  /** How many were asked. */
  readonly questions: number
  /** The lower end of the interval that means yes. */
  readonly limit: number
  /** Resamples behind the interval. */
  readonly resamples: number
  /** Of near: nDCG@10. */
  readonly ndcg10?: number
  /** Of exact and format: the mean of 1 over the rank of the right record. */
  readonly reciprocalRank?: number
  /** nDCG@10 or reciprocal rank of BM25 and of guessing; missing for range, and in runs of earlier versions. */
  readonly secondReferences?: Readonly<Record<'bm25' | 'chance', number>>
  /** The same measure of others: `bm25`, the string matchers by name, `chance`, `oracle`. */
  readonly references: Readonly<Record<string, number>>
  readonly domains: Readonly<Record<string, PartScore>>
  /** By how the records are written: title, sentence, json. */
  readonly forms: Readonly<Record<string, PartScore>>
  /** Yes: all candidates share every word but the number. No: most differ in the words too. */
  readonly controlled: Readonly<Record<'yes' | 'no', PartScore>>
  /** Of range alone. */
  readonly directions?: Readonly<Record<Direction, PartScore>>
}

/** Whether a use was found by searching; the other one is `threshold`. */
export function isSearchUse(use: RunUse): use is RunUse & { readonly use: SearchKind } {
  return searchKinds.some(kind => kind === use.use)
}

/**
 * The details of a use that was found by searching. Null where a run file, which anyone may have written, has others.
 */
export function searchDetailsOf(use: RunUse): SearchDetails | null {
  const { details } = use
  if (!isSearchUse(use) || details === undefined) return null
  const { measure, chance, questions, limit, resamples, ndcg10, reciprocalRank, secondReferences } = details
  const isWhole =
    typeof measure === 'string' &&
    [chance, questions, limit, resamples].every(isNumber) &&
    [ndcg10, reciprocalRank].every(each => each === undefined || isNumber(each)) &&
    (secondReferences === undefined ||
      (isRecordOf(secondReferences, isNumber) && hasMembers(secondReferences, ['bm25', 'chance']))) &&
    isRecordOf(details.references, isNumber) &&
    [details.domains, details.forms, details.controlled].every(parts => isRecordOf(parts, isPart)) &&
    hasMembers(details.controlled, ['yes', 'no']) &&
    (use.use !== 'range' ||
      (isRecordOf(details.directions, isPart) && hasMembers(details.directions, directions)))
  return isWhole ? (details as unknown as SearchDetails) : null
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function isPart(value: unknown): boolean {
  if (!isObject(value)) return false
  const { interval } = value
  const isInterval = Array.isArray(interval) && interval.length === 2 && interval.every(isNumber)
  return isNumber(value.value) && isNumber(value.questions) && (interval === undefined || isInterval)
}

function isRecordOf(value: unknown, fits: (member: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(fits)
}

function hasMembers(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && names.every(name => Object.hasOwn(value, name))
}
