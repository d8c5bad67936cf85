import type { RunFinding } from '../store/run.ts'
import type { Answer } from './article/observation.ts'
import { fairly, good, orderObservations } from './article/order.ts'
import { peakObservations } from './article/peaks.ts'
import { shapeObservations } from './article/shape.ts'
import { type Evidence, inAll, nameOf, type Translations, valuesOf } from './finding.ts'

const observations = [...orderObservations, ...peakObservations, ...shapeObservations]

/** What a reader of the table has to know. */
export const articleAbout: Translations = {
  en: `In July 2024 an engineer drew these plots for one vendor’s embedding model and reranker, and wrote down what he saw. Here each observation is tested again. The article gives no numbers: here “good” means a concordance above ${good}, and “fairly well” one above ${fairly}. Undecided means that the interval allows both.`,
  zh: `2024 年 7 月，一位工程师为某厂商的向量模型和重排序模型画了这些图，并写下所见。这里逐条重新检验。文章没有给出数字：“好”取一致率高于 ${good}，“尚可”取高于 ${fairly}。未定表示区间两者都容得下。`,
}

/** A line of the table “what the article saw, what this model shows”. */
export interface ArticleRow {
  readonly id: string
  readonly saw: Translations
  readonly model: Translations
  readonly answer: Answer
  readonly shows: Translations
  readonly evidence: RunFinding['evidence']
}

/**
 * What the article of 2024 saw, looked for in each model of a run: its embedding half in embedders, its other
 * half in rerankers, with their first question. What the run did not ask is left out.
 */
export function articleTable(run: Evidence): ArticleRow[] {
  const first = [...Map.groupBy(valuesOf(run, 'concordance'), ({ model }) => model).values()].map(
    ([asked]) => asked,
  )
  return first.flatMap(asked => {
    const kind = run.models.find(({ id }) => id === asked.model)!.kind
    return observations.flatMap((observation): ArticleRow[] => {
      const found = observation.kind === kind ? observation.look(run, asked) : null
      if (found === null) return []
      const { answer, text, evidence } = found
      const { id, saw } = observation
      return [
        {
          id,
          saw,
          model: inAll(language => nameOf(run, asked, language)),
          answer,
          shows: inAll(text),
          evidence,
        },
      ]
    })
  })
}
