import { seededRandom } from '../../base/random.ts'
import { percentileInterval } from '../../math/bootstrap.ts'
import { mean, weightedMean } from '../../math/quantile.ts'
import { shareInterval } from '../../math/share-interval.ts'
import { stratifiedWeights } from '../../math/stratified.ts'
import { hashOf, noModel } from '../../measures/kept-judge.ts'
import { type QuestionScore, type SearchMeasure, searchMeasures } from '../../measures/search.ts'
import { identityText } from '../../models/identity.ts'
import type { AnswerCache } from '../../store/answer-cache.ts'
import { codeFingerprint } from '../../store/code-fingerprint.ts'
import { keptJson } from '../../store/derived.ts'
import type { RunUse } from '../../store/run.ts'
import type { Answered } from '../ask.ts'
import { type AnsweredSearch, searchAnswers } from './answered.ts'
import { type SearchKind, searchKinds } from './field.ts'
import type { SearchQuestion } from './questions.ts'
import { type SearchReference, searchReferences } from './references.ts'
import type { PartScore, SearchDetails } from './use-details.ts'

/** Resamples of the questions behind an interval. */
const resamples = 1000

/**
 * What each model may be used for, by what it found: one row a kind of question.
 * @param rivals what the references score on the questions. Default: it is computed
 */
export function searchUses(
  answered: readonly Answered[],
  seed: number,
  rivals: AllRivals = rivalsTo(questionsOf(answered)),
): RunUse[] {
  const all = answered.map(each => ({ model: each.named.id, answers: searchAnswers(each) }))
  const asked = all.filter(({ answers }) => answers.length > 0)
  return asked.flatMap(({ model, answers }) =>
    searchKinds.map(kind => useOf(kind, { model, answers, rivals: rivals[kind]!, seed })),
  )
}

/** The same, each model's rows kept. */
export async function keptSearchUses(
  answered: readonly Answered[],
  seed: number,
  cache: AnswerCache,
): Promise<RunUse[]> {
  const questions = JSON.stringify(questionsOf(answered))
  const uses: RunUse[] = []
  for (const each of answered) {
    const answers = searchAnswers(each)
    if (answers.length === 0) continue
    const { id, model } = each.named
    const given = Float64Array.from(answers.flatMap(({ similarities }) => [...similarities]))
    const parts = ['search', codeFingerprint(import.meta.url), String(seed), questions, hashOf(given)]
    const own = await keptJson(cache, identityText(model.id), parts, async () =>
      searchUses([each], seed, await keptRivals(answered, cache)),
    )
    uses.push(...own.map(use => ({ ...use, model: id })))
  }
  return uses
}

/** What the references score on a kind of question; the same for every model. */
interface Rivals {
  /** By name. */
  readonly all: Readonly<Record<string, number>>
  /** What keyword search gets in the second measure; null where there is none. */
  readonly second: number | null
}

/** A model with what it was asked. */
type Asked = Pick<Answered, 'inquiries' | 'answers'>

type AllRivals = Readonly<Partial<Record<SearchKind, Rivals>>>

/** What the references score on the questions that models were asked, kept. */
export async function keptRivals(answered: readonly Asked[], cache: AnswerCache): Promise<AllRivals> {
  const questions = questionsOf(answered)
  if (questions.length === 0) return {}
  const parts = ['search references', codeFingerprint(import.meta.url), JSON.stringify(questions)]
  return keptJson(cache, noModel, parts, () => rivalsTo(questions))
}

/** Every model is asked the same. */
function questionsOf(answered: readonly Asked[]): SearchQuestion[] {
  const asked = answered.map(searchAnswers).find(answers => answers.length > 0) ?? []
  return asked.map(({ question }) => question)
}

function rivalsTo(questions: readonly SearchQuestion[]): AllRivals {
  if (questions.length === 0) return {}
  const references = searchReferences(questions)
  return Object.fromEntries(searchKinds.map(kind => [kind, rivalsOf(kind, references)]))
}

function rivalsOf(kind: SearchKind, references: readonly SearchReference[]): Rivals {
  const { second } = searchMeasures[kind]
  const meanOf = (score: QuestionScore, { answers }: SearchReference) =>
    mean(scored(score, kind, answers).values)
  const bm25 = references.find(({ name }) => name === 'bm25')!
  return {
    all: Object.fromEntries(references.map(each => [each.name, meanOf(searchMeasures[kind], each)])),
    second: second === null ? null : meanOf(second, bm25),
  }
}

function useOf(
  kind: SearchKind,
  {
    model,
    answers,
    rivals,
    seed,
  }: {
    readonly model: string
    readonly answers: readonly AnsweredSearch[]
    readonly rivals: Rivals
    readonly seed: number
  },
): RunUse {
  const measure = searchMeasures[kind]
  const own = scored(measure, kind, answers)
  const value = mean(own.values)
  // None or all of the hits resample to no width, which would look certain.
  const isSure = hasHits(kind) && (value === 0 || value === 1)
  const interval = isSure ? shareInterval(value, own.values.length) : questionInterval(own, seed, kind)
  const grades = own.questions.map(({ candidates }) => candidates.map(({ grade }) => grade))
  const chance = mean(grades.map(measure.chance))
  const { second } = measure
  const parts = <Part extends string>(part: (question: SearchQuestion) => Part) =>
    partsOf(own, part, { seed, kind })
  const details: SearchDetails = {
    measure: measure.id,
    chance,
    questions: own.questions.length,
    limit: measure.limit,
    resamples,
    ...(second !== null && {
      [second.id]: mean(scored(second, kind, answers).values),
      secondReferences: { bm25: rivals.second!, chance: mean(grades.map(second.chance)) },
    }),
    references: { ...rivals.all, chance },
    domains: parts(({ domain }) => domain),
    forms: parts(({ form }) => form),
    controlled: parts(({ controlled }) => (controlled ? 'yes' : 'no')),
    ...(kind === 'range' && { directions: parts(({ direction }) => direction!) }),
  }
  return {
    model,
    prompt: null,
    use: kind,
    value,
    interval: [...interval],
    baseline: { name: 'bm25', value: rivals.all.bm25 },
    verdict: verdictOf(interval, measure),
    details: { ...details },
  }
}

/** Questions of one kind with a score for each. */
export interface ScoredQuestions {
  readonly questions: readonly SearchQuestion[]
  readonly values: readonly number[]
}

/** Each question of a kind by itself. Every direction of a range is asked as often, so the mean is that over the directions. */
export function scored(
  score: QuestionScore,
  kind: SearchKind,
  answers: readonly AnsweredSearch[],
): ScoredQuestions {
  const own = answers.filter(({ question }) => question.kind === kind)
  return {
    questions: own.map(({ question }) => question),
    values: own.map(({ question, similarities }) =>
      score.of({ scores: similarities, grades: question.candidates.map(({ grade }) => grade) }),
    ),
  }
}

/**
 * 95 % interval of the mean: questions resampled within their domains, a range together with its opposite. The draws
 * depend on the seed and the kind alone, so that they are the same for every model.
 */
export function questionInterval(
  { questions, values }: ScoredQuestions,
  seed: number,
  kind: SearchKind,
): readonly [number, number] {
  const units = [...Map.groupBy(questions.keys(), at => questions[at].unit).values()]
  const means = units.map(places => mean(places.map(at => values[at])))
  const strata = units.map(([first]) => {
    const { domain, direction } = questions[first]
    return direction === null ? domain : `${domain} ${direction}`
  })
  const weights = stratifiedWeights(strata, resamples, seededRandom(seed, 'search', kind))
  const drawn = Float64Array.from({ length: resamples }, (_, draw) =>
    weightedMean(means, weights.subarray(draw * means.length, (draw + 1) * means.length)),
  )
  return percentileInterval(drawn)!
}

function partsOf<Part extends string>(
  { questions, values }: ScoredQuestions,
  part: (question: SearchQuestion) => Part,
  { seed, kind }: { readonly seed: number; readonly kind: SearchKind },
): Record<Part, PartScore> {
  const groups = Map.groupBy(questions.keys(), at => part(questions[at]))
  const parts = [...groups].map(([name, places]) => {
    const own = { questions: places.map(at => questions[at]), values: places.map(at => values[at]) }
    const value = mean(own.values)
    // None or all of a few hits resample to no width, which would look certain.
    const interval = hasHits(kind) ? shareInterval(value, places.length) : questionInterval(own, seed, kind)
    return [name, { value, questions: places.length, interval: [...interval] }]
  })
  return Object.fromEntries(parts)
}

/** Whether each question is a hit or a miss; the others have a score between 0 and 1. */
function hasHits(kind: SearchKind): boolean {
  return kind === 'exact' || kind === 'format'
}

function verdictOf([low, high]: readonly [number, number], { limit }: SearchMeasure): RunUse['verdict'] {
  if (low >= limit) return 'yes'
  return high < limit ? 'no' : 'unclear'
}
