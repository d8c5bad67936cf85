import type { Answers, PublishedAnalysis } from '../../src/experiments/analysis.ts'
import { cosineMatrix } from '../../src/matrix/gram.ts'
import { rowsOf } from '../../src/models/embedder.ts'

type Role = 'document' | 'query'

/** A model as a function from text to vector. */
export type TextVector = (text: string, role: Role) => readonly number[]

/** What an embedder that is a function answers to an analysis. */
export function answersOf(analysis: PublishedAnalysis, embed: TextVector, seed = 1): Answers {
  const { blocks = [], roles = 'same' } = analysis.asks('embedder', seed)
  const vectors: Answers['vectors'] = (texts, role = 'document') => {
    const rows = texts.map(text => embed(text, role))
    return { count: texts.length, dimensions: rows[0].length, data: Float32Array.from(rows.flat()) }
  }
  return {
    kind: 'embedder',
    seed,
    vectors,
    blocks: blocks.map(({ queries, documents }) =>
      cosineMatrix(
        rowsOf(vectors(queries, roles === 'same' ? 'document' : 'query')),
        rowsOf(vectors(documents)),
      ),
    ),
  }
}

/** What a reranker that is a function answers to an analysis. */
export function scoresOf(
  analysis: PublishedAnalysis,
  score: (query: string, document: string) => number,
  seed = 1,
): Answers {
  const { blocks = [] } = analysis.asks('reranker', seed)
  return {
    kind: 'reranker',
    seed,
    vectors: () => {
      throw new Error('a reranker has no vectors')
    },
    blocks: blocks.map(({ queries, documents }) =>
      Float64Array.from(queries.flatMap(query => documents.map(document => score(query, document)))),
    ),
  }
}

/** The results of a model that is a function, by what they are of. */
export function resultsOf(analysis: PublishedAnalysis, answers: Answers) {
  const results = analysis.results(answers)
  return {
    results,
    of(quantity: string, condition: string) {
      const found = results.find(each => each.quantity === quantity && each.condition === condition)
      if (found === undefined) throw new Error(`no ${quantity} on ${condition}`)
      return found
    },
  }
}

/** A number as a direction: larger ones turn farther, up to a right angle at `most`. */
export function turned(value: number, most: number): readonly [number, number] {
  const angle = (value / most) * (Math.PI / 2)
  return [Math.cos(angle), Math.sin(angle)]
}
