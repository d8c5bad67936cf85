import { averageRanks } from '../../math/rank.ts'
import { bm25 } from '../../matrix/references/bm25.ts'
import { spellingReferences } from '../../matrix/references/spelling.ts'
import type { AnsweredSearch } from './answered.ts'
import type { SearchQuestion } from './questions.ts'

/** A known answer to the questions, to stand beside that of a model. */
export interface SearchReference {
  /** `bm25`, `oracle`, or the name of a string reference. */
  readonly name: string
  readonly answers: readonly AnsweredSearch[]
}

/**
 * What stands beside every model: keyword search over all records of a domain, the string matchers on question and
 * record, and the oracle, which reads the fields. The same for every model, so made once for a run.
 */
export function searchReferences(questions: readonly SearchQuestion[]): readonly SearchReference[] {
  const known = made.get(questions[0])
  if (known !== undefined && known[0].answers.length === questions.length) return known
  const references = referencesTo(questions)
  made.set(questions[0], references)
  return references
}

/** Answers by the first question of those that were drawn together. */
const made = new WeakMap<SearchQuestion, readonly SearchReference[]>()

function referencesTo(questions: readonly SearchQuestion[]): readonly SearchReference[] {
  const keywords = new Map(
    [...Map.groupBy(questions, ({ domain }) => domain)].map(([domain, own]) => [
      domain,
      bm25([...new Set(own.flatMap(({ candidates }) => candidates.map(({ text }) => text)))]),
    ]),
  )
  const answered = (name: string, score: (question: SearchQuestion) => (at: number) => number) => ({
    name,
    answers: questions.map(question => {
      const own = score(question)
      return { question, similarities: Float64Array.from(question.candidates, (_, at) => own(at)) }
    }),
  })
  return [
    answered(
      'bm25',
      ({ domain, text, candidates }) =>
        at =>
          keywords.get(domain)!(text, candidates[at].text),
    ),
    ...spellingReferences.map(({ id, compare }) =>
      answered(id.replace('reference:', ''), ({ id: series, text, candidates }) => {
        const texts = [text, ...candidates.map(each => each.text)]
        const similarity = compare({ id: series, texts, values: [], ruler: 'linear', period: null })
        return at => similarity(0, at + 1)
      }),
    ),
    // By rank: grades may lie closer together than what counts as equal.
    answered('oracle', ({ candidates }) => {
      const ranks = averageRanks(candidates.map(({ grade }) => grade))
      return at => ranks[at]
    }),
  ]
}
