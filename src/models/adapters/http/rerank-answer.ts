import { orderedItems } from './ordered-items.ts'
import { type AskedServer, isRecord, kindOf, unfitAnswer, unfitShape } from './unfit-answer.ts'

/**
 * The scores of an answer in document order: `results[]` or `data[]` (or, as TEI has it, a bare list) by `index`,
 * each with a `relevance_score` or a `score`. What stands in `document` is not looked at.
 * @throws NumeracyError `invalid-response`: another shape, a document left out or twice, a score that is no number
 */
export function rerankScores(answer: unknown, server: AskedServer): number[] {
  const { who, asked } = server
  const list = isRecord(answer) ? (answer.results ?? answer.data) : answer
  if (!Array.isArray(list)) {
    throw unfitShape(answer, 'a list "results" with one score for each document', server)
  }
  const items = orderedItems(list, { who, items: 'scores', subjects: 'documents', count: asked.texts })
  return items.map((item, place) => {
    const given = [item.relevance_score, item.score].filter(each => each !== undefined)
    const score = given.find(each => each !== null) ?? given[0]
    if (typeof score === 'number') return score
    throw unfitAnswer(who, `${kindOf(score)} as the score of document ${place + 1}; expected a finite number`)
  })
}
