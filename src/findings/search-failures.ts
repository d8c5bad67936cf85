import type { RunQuestion } from '../store/run.ts'

interface Record {
  readonly text: string
  readonly similarity: number
}

/** A question of which the record that a model ranked first is not the right one. */
export interface SearchFailure {
  readonly question: RunQuestion
  /** What the model ranked first. */
  readonly first: Record
  /** The best record that there is: the closest one, or of several right ones that which the model ranked highest. */
  readonly right: Record & {
    /** 1 is the first. */
    readonly place: number
  }
}

/**
 * The questions that failed, worst first: by how wrong the first record is, then by how far down the right one stands.
 * @param questions of one model
 */
export function searchFailures(questions: readonly RunQuestion[]): SearchFailure[] {
  return questions
    .flatMap(question => {
      const failure = failureOf(question)
      return failure === null ? [] : [failure]
    })
    .sort((a, b) => b.wrong - a.wrong || b.failure.right.place - a.failure.right.place)
    .map(({ failure }) => failure)
}

function failureOf(question: RunQuestion): { wrong: number; failure: SearchFailure } | null {
  const { candidates, similarities } = question
  const order = [...candidates.keys()].sort((a, b) => similarities[b] - similarities[a])
  const best = Math.max(...candidates.map(({ grade }) => grade))
  const [first] = order
  const wrong = best - candidates[first].grade
  if (wrong <= 0) return null
  const place = order.findIndex(at => candidates[at].grade === best)
  const recordAt = (at: number) => ({ text: candidates[at].text, similarity: similarities[at] })
  return {
    wrong,
    failure: { question, first: recordAt(first), right: { ...recordAt(order[place]), place: place + 1 } },
  }
}

/** The worst failure of each domain, then the second of each, and so on: more of one domain say less. */
export function variedFailures(failures: readonly SearchFailure[], count: number): SearchFailure[] {
  const domains = [...Map.groupBy(failures, ({ question }) => question.domain).values()]
  return domains
    .flatMap(own => own.map((failure, turn) => ({ failure, turn })))
    .sort((a, b) => a.turn - b.turn)
    .slice(0, count)
    .map(({ failure }) => failure)
}
