import { asymmetry } from '../../measures/asymmetry.ts'
import { bump } from '../../measures/bump.ts'
import { caret } from '../../measures/caret.ts'
import { concordance } from '../../measures/concordance.ts'
import type { Measure } from '../../measures/measure.ts'
import { intervalOf, resampleMeasures, resamplesOf } from '../../measures/resamples.ts'
import { selfHit } from '../../measures/retrieval.ts'
import { type Scored, scoredSeries } from '../../measures/scored.ts'
import { scoreZero, zeroOrder } from '../../measures/zero.ts'
import type { ModelKind } from '../../models/adapters/family.ts'
import { articleSeries } from '../../series/catalogue.ts'
import type { Series } from '../../series/series.ts'
import { articlePrompt, pairsBlock } from '../caret.ts'
import { zeroBlock, zeroPrompt, zeroSeries } from '../zero.ts'
import type { PublishedAnalysis, PublishedResult, PublishedValue } from './analysis.ts'

const models: Readonly<Record<ModelKind, string>> = {
  embedder: 'jina-embeddings-v2-base-en',
  reranker: 'jina-reranker-v2-base-multilingual',
}

/** What the article says of a series, in its words or near them. */
const said: Readonly<Record<ModelKind, Readonly<Record<string, string>>>> = {
  embedder: {
    integers: 'good',
    negatives: 'good',
    thousands: 'worse on larger ranges',
    large: 'worse on larger ranges',
    floats: 'worse on decimals',
    dates: 'fairly well',
    times: 'fairly well',
  },
  reranker: { integers: 'poor', dates: 'to some degree', times: 'to some degree' },
}

/** The lag at which the article shows how far single pairs lie apart. */
const shownLag = 25

/** The article that all began with. */
export const article2024: PublishedAnalysis = {
  id: 'article-2024',
  title: 'Can embedding and reranker models compare numbers?',
  source: { authors: 'An engineer’s article', year: 2024, reference: 'July 2024, on one vendor’s models' },
  kinds: ['embedder', 'reranker'],
  setting:
    'Nine series of 100 documents, each document against all; similarity against i − j; and one fixed query, zero, against 0 … 2,048. A reranker is asked “what is the closest item to {d}?”.',
  differs:
    'The article shows plots and says what it sees; here each is a number. Dates and times begin where the article’s plots do. `numeracy probe --article` is the same on the article’s own models, with the plots.',
  asks: kind => ({
    blocks: [
      ...articleSeries.map(series => pairsBlock(series, promptOf(kind))),
      zeroBlock(zeroSeries, kind === 'embedder' ? null : zeroPrompt),
    ],
  }),
  results({ kind, blocks, seed }) {
    const model = models[kind]
    const scored = new Map(
      articleSeries.map((series, at) => [series.id, scoredOf(series, blocks[at], kind, seed)]),
    )
    const on = (series: string, measure: Measure, quantity: string, published: PublishedValue[]) =>
      measured(scored.get(series)!, measure, quantity, published)
    const word = (value: string): PublishedValue => ({ value, model, name: model, where: 'text' })
    return [
      ...articleSeries.map(({ id }) => {
        const words = said[kind][id]
        return on(id, concordance, 'concordance', words === undefined ? [] : [word(words)])
      }),
      on('integers', caret, 'straightness of the caret', [word('a caret, ^, is the ideal')]),
      on('integers', bump, 'bump at multiples of 10', [word('small bumps at every multiple of 10')]),
      on('dates', bump, 'bump at 30 or 31 days', [word('peaks every 30 or 31 days')]),
      on('times', bump, 'bump at 60 minutes', [word('peaks every 60 minutes')]),
      ...withinLag(blocks[0], articleSeries[0].texts.length, kind),
      on('integers', selfHit, 'is each document its own best match?', []),
      on('integers', asymmetry, 'asymmetry', [word(kind === 'embedder' ? 'symmetric' : 'always asymmetric')]),
      zeroResult(blocks[articleSeries.length], seed),
    ]
  },
}

function promptOf(kind: ModelKind): string | null {
  return kind === 'embedder' ? null : articlePrompt
}

function scoredOf(series: Series, data: Float64Array, kind: ModelKind, seed: number): Scored {
  const symmetric = kind === 'embedder'
  return scoredSeries({ n: series.texts.length, data, symmetric, gram: symmetric }, series, seed)
}

function measured(
  scored: Scored,
  measure: Measure,
  quantity: string,
  published: readonly PublishedValue[],
): PublishedResult {
  const { value, reason } = measure.compute(scored)
  const about = { quantity, condition: scored.series.id, chance: measure.chance(scored), published }
  if (reason !== undefined) return { ...about, value: null, interval: null, reason }
  const resamples = resamplesOf(scored.series.id, scored.n, scored.seed)
  const drawn = resampleMeasures(scored, resamples, [measure]).get(measure.id)!
  return { ...about, value, interval: intervalOf(measure, value, drawn.values) }
}

/** The article's example, sim(d_27, d_2) and sim(d_42, d_17), and how far the pairs of that lag reach. */
function withinLag(data: Float64Array, n: number, kind: ModelKind): PublishedResult[] {
  const pair = (i: number, j: number) => data[(i - 1) * n + (j - 1)]
  const all = Array.from({ length: n - shownLag }, (_, at) => pair(at + shownLag + 1, at + 1))
  const value = (quantity: string, own: number, published: number): PublishedResult => ({
    quantity,
    condition: 'integers',
    value: own,
    interval: null,
    chance: null,
    published:
      kind === 'embedder'
        ? [{ value: published, model: models.embedder, name: models.embedder, where: 'text and plot' }]
        : [],
  })
  return [
    value('similarity of 27 and 2', pair(27, 2), 0.81),
    value('similarity of 42 and 17', pair(42, 17), 0.91),
    value('least similarity 25 apart', Math.min(...all), 0.8),
    value('greatest similarity 25 apart', Math.max(...all), 0.95),
  ]
}

function zeroResult(similarities: Float64Array, seed: number): PublishedResult {
  const { value, reason, interval = null } = scoreZero(zeroOrder, similarities, zeroSeries.values, seed)
  return {
    quantity: 'falls with size from zero',
    condition: zeroSeries.id,
    value: reason === undefined ? value : null,
    interval,
    chance: 0,
    published: [],
    ...(reason === undefined ? {} : { reason }),
  }
}
