import { isObject } from '../../../base/json.ts'
import type { Usage } from '../../usage.ts'
import { orderedItems } from './ordered-items.ts'
import { type AskedServer, kindOf, unfitAnswer, unfitShape, usageIn } from './unfit-answer.ts'

/** What an answer holds. */
export interface ReadScores {
  /** In document order; scores that are not finite are looked for afterwards. */
  readonly scores: readonly number[]
  readonly usage?: Usage
  /** The name of the model, as far as the answer has one. */
  readonly model?: unknown
}

/**
 * What an answer as those of Jina, Cohere or TEI holds: its scores are `results[]` or `data[]` (or, as TEI has it, a
 * bare list) by `index`, each with a `relevance_score` or a `score`. What stands in `document` is not looked at.
 * @throws NumeracyError `invalid-response`: another shape, a document left out or twice, a score that is no number
 */
export function rerankScores(answer: unknown, server: AskedServer): ReadScores {
  const { who, asked } = server
  const list = isObject(answer) ? (answer.results ?? answer.data) : answer
  if (!Array.isArray(list)) {
    throw unfitShape(answer, 'a list "results" with one score for each document', server)
  }
  const items = orderedItems(list, { who, items: 'scores', subjects: 'documents', count: asked.texts })
  const scores = items.map((item, place) => {
    const given = [item.relevance_score, item.score].filter(each => each !== undefined)
    return scoreOf(given.find(each => each !== null) ?? given[0], place, server)
  })
  return { scores, ...usageIn(answer), model: isObject(answer) ? answer.model : undefined }
}

/** @throws NumeracyError `invalid-response`: no number */
export function scoreOf(given: unknown, place: number, { who }: AskedServer): number {
  if (typeof given === 'number') return given
  throw unfitAnswer(who, `${kindOf(given)} as the score of document ${place + 1}; expected a finite number`)
}
