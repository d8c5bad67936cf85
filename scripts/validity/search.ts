import { seededRandom, standardNormal } from '../../src/base/random.ts'
import type { AnsweredSearch } from '../../src/experiments/search/answered.ts'
import { type SearchKind, searchKinds } from '../../src/experiments/search/field.ts'
import { searchQuestions } from '../../src/experiments/search/questions.ts'
import { questionInterval, scored } from '../../src/experiments/search/uses.ts'
import { mean } from '../../src/math/quantile.ts'
import { searchMeasures } from '../../src/measures/search.ts'

export const searchTitle = '## Search'

/** A model as far as search sees it: what a candidate scores is the sum of these, each times a normal value. */
export interface SearchTruth {
  readonly name: string
  /** Times the grade: what it reads of the number. */
  readonly reads: number
  /** Of each record, the same in all questions: its favourites. */
  readonly record: number
  /** Of each question, by which it reads more or less. */
  readonly question: number
  /** Of each pair. */
  readonly pair: number
}

export const searchTruths: readonly SearchTruth[] = [
  { name: 'guesses', reads: 0, record: 0, question: 0, pair: 1 },
  { name: 'has favourites', reads: 0.5, record: 1, question: 0, pair: 0.5 },
  { name: 'reads some questions', reads: 3, record: 0.3, question: 3, pair: 0.5 },
]

/** The answers of a model of this kind to the questions of a seed: records, questions and model are all drawn again. */
export function drawnAnswers({ reads, record, question, pair }: SearchTruth, seed: number): AnsweredSearch[] {
  const random = seededRandom(seed, 'answers of a truth')
  const favourites = new Map<string, number>()
  const favourite = (text: string) => {
    const value = favourites.get(text) ?? standardNormal(random)
    favourites.set(text, value)
    return value
  }
  return searchQuestions(seed, 'usual').map(each => {
    const reading = reads + question * standardNormal(random)
    return {
      question: each,
      similarities: Float64Array.from(
        each.candidates,
        ({ text, grade }) => reading * grade + record * favourite(text) + pair * standardNormal(random),
      ),
    }
  })
}

/** What the intervals of one kind of question held. */
export interface SearchCoverage {
  readonly truth: string
  readonly kind: SearchKind
  readonly value: number
  /** How often the truth was within the 95 % interval. */
  readonly held: number
}

/** The truth is the mean of the values of all sets, and of twice as many again. */
export function searchCoverage(truth: SearchTruth, sets: number): SearchCoverage[] {
  const tallies = searchKinds.map(kind => ({
    kind,
    values: [] as number[],
    intervals: [] as (readonly [number, number])[],
  }))
  for (let set = 1; set <= 3 * sets; set++) {
    const answers = drawnAnswers(truth, set)
    for (const { kind, values, intervals } of tallies) {
      const own = scored(searchMeasures[kind], kind, answers)
      values.push(mean(own.values))
      if (set <= sets) intervals.push(questionInterval(own, set, kind))
    }
  }
  return tallies.map(({ kind, values, intervals }) => {
    const value = mean(values)
    // A range that ignores the words is 0.5 except for rounding, as is its interval.
    const held = intervals.filter(([low, high]) => low - 1e-9 <= value && value <= high + 1e-9).length
    return { truth: truth.name, kind, value, held: held / sets }
  })
}

/** A section of docs/validity.md. */
export function searchSection(sets: number): string {
  const rows = searchTruths.flatMap(truth => searchCoverage(truth, sets))
  return `${searchTitle}

Models of three kinds answer the questions of [search](measures/search-near.md): one that guesses; one that has favourites among the records, whatever is asked, and reads a little; one that reads some questions and not others. Records, questions and the model are drawn again each time, ${sets} times; with ${sets}, 95 % is known to ± ${(196 * Math.sqrt((0.95 * 0.05) / sets)).toFixed(1)} points. The truth is the mean over ${3 * sets} draws.

| model | measure | truth | interval holds it |
|---|---|---|---|
${rows.map(({ truth, kind, value, held }) => `| ${truth} | \`search-${kind}\` | ${value.toFixed(3)} | ${(100 * held).toFixed(1)} % |`).join('\n')}

Where coverage is low the likely reasons are two, which the simulation does not separate: the questions of a domain share their records while the intervals resample questions alone, and of \`search-exact\` and \`search-format\` hits are few close to guessing. No verdict of these models depends on it: all lie far below the limits. Of a model near a limit, read the interval as somewhat too short. What other domains, languages or longer records would give is not simulated.
`
}
