import { orderedItems } from './ordered-items.ts'
import { isRecord, shapeOf, unfitAnswer } from './unfit-answer.ts'

export interface RerankAnswer {
  readonly who: string
  readonly count: number
  /** Takes the key out of what a server wrote. */
  readonly clean: (text: string) => string
}

/**
 * The scores of an answer in document order: `results[]` or `data[]` (or, as TEI has it, a bare list) by `index`,
 * each with a `relevance_score` or a `score`. What stands in `document` is not looked at.
 * @throws NumeracyError `answer`: another shape, a document left out or twice, a score that is no number
 */
export function rerankScores(answer: unknown, { who, count, clean }: RerankAnswer): number[] {
  const list = isRecord(answer) ? (answer.results ?? answer.data) : answer
  if (!Array.isArray(list)) {
    throw unfitAnswer(
      who,
      `${shapeOf(answer, clean)}; expected a list "results" with one score for each document`,
    )
  }
  const items = orderedItems(list, { who, items: 'scores', subjects: 'documents', count })
  return items.map((item, place) => {
    const given = [item.relevance_score, item.score].filter(each => each !== undefined)
    const score = given.find(each => each !== null) ?? given[0]
    if (typeof score === 'number') return score
    const got = score === null ? 'null' : score === undefined ? 'nothing' : `a ${typeof score}`
    throw unfitAnswer(who, `${got} as the score of document ${place + 1}; expected a finite number`)
  })
}
