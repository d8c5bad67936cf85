/** Something that the article saw in one half of its plots. */
export interface ArticleObservation {
  /** The half that it is about. */
  readonly kind: 'embedder' | 'reranker'
  /** As a table says it. */
  readonly saw: { readonly en: string; readonly zh: string }
  /** Of an observation about order: the series that it is about. */
  readonly series?: readonly string[]
  /** In the article's words or close to them, as shown next to a number of ours. */
  readonly words?: string
}

/**
 * What an engineer's article of July 2024 asked and saw: written here, and nowhere else.
 * Its series are `articleSeries`, its questions `articlePrompt` and `zeroPrompt`.
 */
export const article = {
  /** As their vendor names them. */
  models: { embedder: 'jina-embeddings-v2-base-en', reranker: 'jina-reranker-v2-base-multilingual' },
  /** Pairs of 1 … 100 at one lag whose similarities differ much, and how far all pairs of that lag reach. */
  example: {
    lag: 25,
    low: { pair: [27, 2], similarity: 0.81 },
    high: { pair: [42, 17], similarity: 0.91 },
    range: [0.8, 0.95],
  },
  /** What it saw, by what is looked for. */
  saw: {
    'small-numbers': {
      kind: 'embedder',
      series: ['integers', 'negatives'],
      saw: { en: 'Good on small numbers and on negatives', zh: '对小的数字和负数表现良好' },
      words: 'good',
    },
    'larger-ranges': {
      kind: 'embedder',
      series: ['offset', 'large'],
      saw: { en: 'Worse on larger ranges', zh: '在更大的数值范围上更差' },
      words: 'worse on larger ranges',
    },
    decimals: {
      kind: 'embedder',
      series: ['floats'],
      saw: { en: 'Worse on decimals', zh: '在小数上更差' },
      words: 'worse on decimals',
    },
    'dates-and-times': {
      kind: 'embedder',
      series: ['dates', 'times'],
      saw: { en: 'Dates and times understood fairly well', zh: '对日期和时间理解得相当好' },
      words: 'fairly well',
    },
    'dates-and-times-reranker': {
      kind: 'reranker',
      series: ['dates', 'times'],
      saw: {
        en: 'Dates and times, to some degree, by the reranker too',
        zh: '重排序模型在一定程度上也理解日期和时间',
      },
      words: 'to some degree',
    },
    'reranker-weak': {
      kind: 'reranker',
      series: ['integers'],
      saw: { en: 'Rerankers are weak even on 1 to 100', zh: '重排序模型即使在 1 至 100 上也很弱' },
      words: 'poor',
    },
    'because-of-the-prompt': {
      kind: 'reranker',
      saw: { en: '… perhaps because of the prompt', zh: '……或许是提示语的缘故' },
    },
    'bumps-at-ten': {
      kind: 'embedder',
      saw: { en: 'Small bumps at every multiple of 10', zh: '在每个 10 的倍数处有小凸起' },
      words: 'small bumps at every multiple of 10',
    },
    'month-peaks': {
      kind: 'embedder',
      saw: { en: 'Dates: a peak each 30 or 31 days', zh: '日期：每 30 或 31 天出现一个峰' },
      words: 'peaks every 30 or 31 days',
    },
    'hour-peaks': {
      kind: 'embedder',
      saw: { en: 'Times: a peak each 60 minutes', zh: '时间：每 60 分钟出现一个峰' },
      words: 'peaks every 60 minutes',
    },
    'symmetric-peak': {
      kind: 'embedder',
      saw: { en: 'The plot is symmetric, with its peak of 1 at x = 0', zh: '图形对称，在 x = 0 处峰值为 1' },
      words: 'symmetric',
    },
    'always-asymmetric': {
      kind: 'reranker',
      saw: { en: 'The reranker’s plot is always asymmetric', zh: '重排序模型的图形总是不对称' },
      words: 'always asymmetric',
    },
    'within-lag': {
      kind: 'embedder',
      saw: { en: 'At one lag, very different similarities', zh: '同一间隔下相似度差异很大' },
    },
    tokenizer: {
      kind: 'embedder',
      saw: { en: 'Suspected: how the tokenizer splits digits', zh: '猜测原因：分词器对数字的切分' },
    },
    'version-numbers': {
      kind: 'embedder',
      saw: {
        en: 'Suspected: version numbers in the training data (9.11 after 9.9)',
        zh: '猜测原因：训练数据中的版本号（9.11 在 9.9 之后）',
      },
    },
  },
} as const satisfies {
  readonly models: Readonly<Record<ArticleObservation['kind'], string>>
  readonly example: object
  readonly saw: Readonly<Record<string, ArticleObservation>>
}
