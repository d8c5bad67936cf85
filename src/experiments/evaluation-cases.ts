import { mean } from '../math/quantile.ts'
import { digitTriples } from '../measures/digit-order.ts'
import { sameAboveDifferent } from '../measures/same-above-different.ts'
import { scoredSeries } from '../measures/scored.ts'
import { type SearchMeasure, searchMeasures } from '../measures/search.ts'
import { spellingFloor } from '../measures/spelling-floor.ts'
import { articleSeries } from '../series/catalogue.ts'
import { anchorsOf, indexAnchors, indexSeries } from '../series/index-suite.ts'
import { kindOf } from '../series/kinds.ts'
import type { Series } from '../series/series.ts'
import type { RunUse } from '../store/run.ts'
import { articlePrompt } from './caret.ts'
import type { Size } from './experiment.ts'
import { drawFacts } from './same/facts.ts'
import { bestSpelling } from './same/uses.ts'
import { searchKinds } from './search/field.ts'
import { searchQuestions } from './search/questions.ts'
import { searchReferences } from './search/references.ts'
import { scored } from './search/uses.ts'

/** One line of the file that an evaluator in another language reads: what to ask, and what it takes to score it. */
export type EvaluationCase =
  | {
      readonly type: 'about'
      readonly format: 'numeracy-cases'
      readonly version: 1
      readonly seed: number
      readonly size: Size
      /** What a reranker is asked of a document of a series, for {d}. */
      readonly prompt: string
    }
  | {
      readonly type: 'series'
      readonly suite: 'article' | 'index'
      readonly id: string
      readonly kind: string
      readonly texts: readonly string[]
      readonly values: readonly number[]
      readonly ruler: Series['ruler']
      readonly period: number | null
      /** The concordance of the best string reference, over all documents as anchors. */
      readonly floor: number
      /** The documents that a reranker is asked for, by their places, and the floor over these; null: all. */
      readonly part: { readonly anchors: readonly number[]; readonly floor: number } | null
      /** Documents i, j, k that differ in one digit, j closer to i: three places a triple; null where they are too few. */
      readonly triples: readonly number[] | null
    }
  /** All records; questions name their candidates by the place in this list, from 0. */
  | { readonly type: 'records'; readonly texts: readonly string[] }
  | {
      readonly type: 'question'
      readonly id: string
      readonly kind: (typeof searchKinds)[number]
      readonly text: string
      readonly candidates: readonly number[]
      /** Of the candidates: closeness for near, else 1 for what is right and 0 for the others. */
      readonly grades: readonly number[]
    }
  | {
      readonly type: 'fact'
      readonly id: string
      readonly kind: string
      readonly base: string
      readonly others: readonly {
        readonly pair: string
        readonly change: string | null
        readonly text: string
      }[]
    }
  /** What stands beside the score of a use: keyword search or the best string reference, and guessing. */
  | {
      readonly type: 'use'
      readonly use: RunUse['use']
      readonly measure: string
      readonly baseline: { readonly name: string; readonly value: number }
      readonly chance: number
    }

/**
 * All that it takes to score a model as a run does, without this program: the series of the article and of the index
 * with their floors, and the questions and facts of search and same. The same for one seed and size.
 */
export function evaluationCases({
  seed,
  size,
}: {
  readonly seed: number
  readonly size: Size
}): EvaluationCase[] {
  return [
    { type: 'about', format: 'numeracy-cases', version: 1, seed, size, prompt: articlePrompt },
    ...articleSeries.map(series => seriesCase(series, 'article', seed)),
    ...indexSeries(seed).map(series => seriesCase(series, 'index', seed)),
    ...searchCases(seed, size),
    ...factCases(seed, size),
  ]
}

function seriesCase(series: Series, suite: 'article' | 'index', seed: number): EvaluationCase {
  const { id, texts, values, ruler, period } = series
  const n = texts.length
  const anchors = anchorsOf(n, indexAnchors)
  const floorOf = (places: readonly number[]) => spellingFloor(series, seed, places)
  // Which triples there are depends on the documents alone.
  const blank = scoredSeries({ n, data: new Float64Array(n * n), symmetric: true, gram: false }, series, seed)
  return {
    type: 'series',
    suite,
    id,
    kind: kindOf(id).id,
    texts,
    values,
    ruler,
    period,
    floor: floorOf(anchorsOf(n, n)),
    part: suite === 'index' ? { anchors, floor: floorOf(anchors) } : null,
    triples: digitTriples(blank),
  }
}

function searchCases(seed: number, size: Size): EvaluationCase[] {
  const questions = searchQuestions(seed, size)
  const texts = [...new Set(questions.flatMap(({ candidates }) => candidates.map(({ text }) => text)))]
  const places = new Map(texts.map((text, place) => [text, place]))
  const keywords = searchReferences(questions).find(({ name }) => name === 'bm25')!
  return [
    { type: 'records', texts },
    ...questions.map(
      ({ id, kind, text, candidates }): EvaluationCase => ({
        type: 'question',
        id,
        kind,
        text,
        candidates: candidates.map(each => places.get(each.text)!),
        grades: candidates.map(({ grade }) => grade),
      }),
    ),
    ...searchKinds.map((use): EvaluationCase => {
      const measure: SearchMeasure = searchMeasures[use]
      const own = scored(measure, use, keywords.answers)
      const grades = own.questions.map(({ candidates }) => candidates.map(({ grade }) => grade))
      return {
        type: 'use',
        use,
        measure: measure.id,
        baseline: { name: 'bm25', value: mean(own.values) },
        chance: mean(grades.map(measure.chance)),
      }
    }),
  ]
}

function factCases(seed: number, size: Size): EvaluationCase[] {
  const facts = drawFacts(seed, size)
  const { id: measure, chance } = sameAboveDifferent
  return [
    ...facts.map((fact): EvaluationCase => ({ type: 'fact', ...fact })),
    { type: 'use', use: 'threshold', measure, baseline: bestSpelling(facts), chance },
  ]
}
