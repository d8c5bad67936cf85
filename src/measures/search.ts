import { firstPlaceHit, placeOf, reciprocalRank } from '../math/first-place.ts'
import { insideShare } from '../math/inside-share.ts'
import { orderedShare } from '../math/ordered-share.ts'
import { averageRanks } from '../math/rank.ts'
import { roundedToSpread } from '../math/round.ts'
import { chanceGain, normalisedGain } from './retrieval.ts'

/** One question as a measure sees it: the candidates by what they score, and how good each is. */
export interface AnsweredQuestion {
  /** Raw; they are rounded to a millionth of their spread before they are compared. */
  readonly scores: Float64Array
  /** Of the candidates: closeness, or 1 for right and 0 for wrong. */
  readonly grades: readonly number[]
}

/** A score of one question, and what a model that knows nothing is expected to have. */
export interface QuestionScore {
  readonly id: string
  of(question: AnsweredQuestion): number
  chance(grades: readonly number[]): number
}

/** One way to score a kind of question. Its value is the mean over the questions; of ranges over the directions. */
export interface SearchMeasure extends QuestionScore {
  /** What it asks, for a table's head or a tooltip. */
  readonly title: string
  readonly better: 'higher'
  readonly range: readonly [0, 1]
  /** What the lower end of the interval must reach for a model to be used so. */
  readonly limit: number
  /** Stands beside it. */
  readonly second: QuestionScore | null
}

const half = () => 0.5
const oneOf = (grades: readonly number[]) => 1 / grades.length

/** Is the record with the closer number scored higher? Over all pairs of candidates that are not equally close. */
export const searchNear: SearchMeasure = {
  id: 'search-near',
  title: 'Do the records with the nearest number come first?',
  better: 'higher',
  range: [0, 1],
  limit: 0.9,
  of: inOrder,
  chance: half,
  second: {
    id: 'ndcg10',
    of: ({ scores, grades }) => normalisedGain(gainsOf(grades), roundedToSpread(scores)),
    chance: grades => chanceGain(gainsOf(grades)),
  },
}

/** Is a record inside the range scored higher than one outside? Over all such pairs. */
export const searchRange: SearchMeasure = {
  id: 'search-range',
  title: 'Do the records inside the range come first?',
  better: 'higher',
  range: [0, 1],
  limit: 0.9,
  of: ({ scores, grades }) => insideShare(roundedToSpread(scores), grades)(),
  chance: half,
  second: null,
}

/** Is the record with this number first among those that look like it? */
export const searchExact: SearchMeasure = {
  id: 'search-exact',
  title: 'Does the record with exactly this number come first?',
  better: 'higher',
  range: [0, 1],
  limit: 0.95,
  of: question => firstPlaceHit(rightPlace(question)),
  chance: oneOf,
  second: {
    id: 'reciprocalRank',
    of: question => reciprocalRank(rightPlace(question)),
    chance: grades => reciprocalRank({ above: 0, beside: grades.length - 1 }),
  },
}

/** Is the record with the same value first where the question writes it in another format? */
export const searchFormat: SearchMeasure = {
  ...searchExact,
  id: 'search-format',
  title: 'Does the record with the same value in another format come first?',
  limit: 0.9,
}

/** The measures of the experiment search by kind of question. */
export const searchMeasures = {
  near: searchNear,
  range: searchRange,
  exact: searchExact,
  format: searchFormat,
} as const

function inOrder({ scores, grades }: AnsweredQuestion): number {
  return orderedShare(roundedToSpread(scores), grades)
}

/** As nDCG@10 elsewhere: 10 for the closest, 9 for the next, and 0 from the eleventh on. */
function gainsOf(grades: readonly number[]): Float64Array {
  return averageRanks(grades.map(grade => -grade)).map(rank => Math.max(0, 11 - rank))
}

function rightPlace({ scores, grades }: AnsweredQuestion) {
  return placeOf(roundedToSpread(scores), grades.indexOf(1))
}
