import {
  type Answers,
  type ArticleObservation,
  article,
  articlePrompt,
  articleSeries,
  measureMatrix,
  measureZero,
  type PublishedAnalysis,
  type PublishedResult,
  type PublishedValue,
  zeroPrompt,
  zeroSeries,
} from '../index.ts'
import { squareBlock } from './asking.ts'

const observations: readonly ArticleObservation[] = Object.values(article.saw)

/** The article that all began with. */
export const article2024: PublishedAnalysis = {
  id: 'article-2024',
  title: 'Can embedding and reranker models compare numbers?',
  source: { authors: 'An engineer’s article', year: 2024, reference: 'July 2024, on one vendor’s models' },
  kinds: ['embedder', 'reranker'],
  setting: `Nine series of 100 documents, each document against all; similarity against i − j; and one fixed query, zero, against 0 … 2,048. A reranker is asked “${articlePrompt}”.`,
  differs:
    'The article shows plots and says what it sees; here each is a number. Dates and times begin where the article’s plots do. `numeracy probe --article` is the same on the article’s own models, with the plots.',
  asks: kind => ({
    blocks: [
      ...articleSeries.map(({ texts }) => squareBlock(kind, texts)),
      { queries: [kind === 'embedder' ? '0' : zeroPrompt], documents: zeroSeries.texts },
    ],
  }),
  results({ kind, blocks, seed }) {
    const name = article.models[kind]
    const symmetric = kind === 'embedder'
    const on = (id: string, measure: string, quantity: string, words: readonly string[]): PublishedResult => {
      const at = articleSeries.findIndex(series => series.id === id)
      const similarity = { n: articleSeries[at].texts.length, data: blocks[at], symmetric, gram: symmetric }
      const { value, interval, chance, reason } = measureMatrix(measure, similarity, articleSeries[at], seed)
      const published = words.map((value): PublishedValue => ({ value, model: name, name, where: 'text' }))
      const about = { quantity, condition: id, chance, published, value, interval }
      return reason === undefined ? about : { ...about, reason }
    }
    const words = (seen: ArticleObservation | undefined) => (seen?.words === undefined ? [] : [seen.words])
    const saw = (id: keyof typeof article.saw) => words(article.saw[id])
    const sawOrderOf = (id: string) =>
      words(observations.find(each => each.kind === kind && each.series?.includes(id)))
    return [
      ...articleSeries.map(({ id }) => on(id, 'concordance', 'concordance', sawOrderOf(id))),
      on('integers', 'caret', 'straightness of the caret', ['a caret, ^, is the ideal']),
      on('integers', 'bump', 'bump at multiples of 10', saw('bumps-at-ten')),
      on('dates', 'bump', 'bump at 30 or 31 days', saw('month-peaks')),
      on('times', 'bump', 'bump at 60 minutes', saw('hour-peaks')),
      ...withinLag(blocks[0], articleSeries[0].texts.length, kind),
      on('integers', 'self-hit', 'is each document its own best match?', []),
      on('integers', 'asymmetry', 'asymmetry', saw(symmetric ? 'symmetric-peak' : 'always-asymmetric')),
      zeroResult(blocks[articleSeries.length], seed),
    ]
  },
}

/** The article's example of two pairs at one lag, and how far the pairs of that lag reach. */
function withinLag(data: Float64Array, n: number, kind: Answers['kind']): PublishedResult[] {
  const { lag, low, high, range } = article.example
  const model = article.models.embedder
  const pair = (i: number, j: number) => data[(i - 1) * n + (j - 1)]
  const all = Array.from({ length: n - lag }, (_, at) => pair(at + lag + 1, at + 1))
  const result = (quantity: string, value: number, theirs: number): PublishedResult => ({
    quantity,
    condition: 'integers',
    value,
    interval: null,
    chance: null,
    published: kind === 'embedder' ? [{ value: theirs, model, name: model, where: 'text and plot' }] : [],
  })
  return [
    ...[low, high].map(each =>
      result(
        `similarity of ${each.pair[0]} and ${each.pair[1]}`,
        pair(each.pair[0], each.pair[1]),
        each.similarity,
      ),
    ),
    result(`least similarity ${lag} apart`, Math.min(...all), range[0]),
    result(`greatest similarity ${lag} apart`, Math.max(...all), range[1]),
  ]
}

function zeroResult(similarities: Float64Array, seed: number): PublishedResult {
  const found = measureZero(similarities, zeroSeries.values, seed).find(({ id }) => id === 'zero-order')!
  const { value, interval, chance, reason } = found
  return {
    quantity: 'falls with size from zero',
    condition: zeroSeries.id,
    value,
    interval,
    chance,
    published: [],
    ...(reason === undefined ? {} : { reason }),
  }
}
