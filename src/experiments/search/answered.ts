import type { RunQuestion } from '../../store/run.ts'
import type { Answered } from '../ask.ts'
import type { SearchQuestion } from './questions.ts'

/** A question with the similarity of each of its candidates, raw. */
export interface AnsweredSearch {
  readonly question: SearchQuestion
  readonly similarities: Float64Array
}

/** The questions that a model was asked, with its answers. */
export function searchAnswers({
  inquiries,
  answers,
}: Pick<Answered, 'inquiries' | 'answers'>): AnsweredSearch[] {
  return inquiries.flatMap((inquiry, index) =>
    inquiry.experiment === 'search' ? { question: inquiry.question, similarities: answers[index] } : [],
  )
}

/** The same as a run holds them. */
export function searchRows(answered: Answered): RunQuestion[] {
  return searchAnswers(answered).map(({ question, similarities }) => ({
    id: question.id,
    kind: question.kind,
    domain: question.domain,
    form: question.form,
    controlled: question.controlled,
    model: answered.named.id,
    prompt: null,
    question: question.text,
    candidates: question.candidates.map(({ text, grade }) => ({ text, grade })),
    similarities: [...similarities],
  }))
}
