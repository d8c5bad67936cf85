import type { Language, Translations } from './finding.ts'

export type WordId = (typeof glossary)[number]['id']

interface Word {
  readonly id: string
  /** As it stands in sentences and beside numbers; the first names the entry. */
  readonly forms: Readonly<Record<Language, readonly [string, ...string[]]>>
  /** One or two sentences that need no other entry. */
  readonly means: Translations
  /** The page that says more, below `docs`. */
  readonly page: string
}

/** The words of a report that a reader may not know, each explained once for page, plain report and documentation. */
export const glossary = [
  {
    id: 'concordance',
    forms: { en: ['concordance'], zh: ['一致率'] },
    means: {
      en: 'Of two documents at different distances from an anchor, how often the closer one is scored higher. Guessing gets 0.5, a perfect ruler 1.',
      zh: '两个文档与锚点的距离不同，较近的那个得分更高的比例。猜测得 0.5，完美的尺子得 1。',
    },
    page: 'measures/concordance.md',
  },
  {
    id: 'floor',
    forms: { en: ['spelling floor'], zh: ['拼写基线'] },
    means: {
      en: 'The concordance of the best of six matchers that only compare characters. Only what a model scores above it shows that it reads values.',
      zh: '六种只比较字符的方法中最好的一个所得的一致率。只有高出它的部分才说明模型读懂了数值。',
    },
    page: 'measures/spelling-floor.md',
  },
  {
    id: 'interval',
    forms: { en: ['interval', 'intervals'], zh: ['区间'] },
    means: {
      en: '95 % interval: how far a score depends on which documents or questions were chosen. Others of the same kind would give a score inside it 95 times of 100.',
      zh: '95 % 区间：得分有多依赖所选的文档或问题。换成同类的其他文档或问题，100 次中约有 95 次得分落在其中。',
    },
    page: 'measures/README.md#intervals',
  },
  {
    id: 'lag',
    forms: { en: ['lag', 'lags'], zh: ['间隔'] },
    means: {
      en: 'How far two documents stand from each other in their series: i − j. In 1, 2, …, 100 the lag of 30 and 10 is 20.',
      zh: '两个文档在序列中相距多少位：i − j。在 1、2、…、100 中，30 与 10 的间隔是 20。',
    },
    page: 'measures/README.md',
  },
  {
    id: 'straightness',
    forms: { en: ['straightness'], zh: ['直线度'] },
    means: {
      en: 'How well a straight, falling line fits the mean similarity at each lag. 1 is a straight fall, 0 none, −1 a straight rise.',
      zh: '每个间隔处的平均相似度与一条下降的直线有多吻合。1 是笔直下降，0 是没有，−1 是笔直上升。',
    },
    page: 'measures/caret.md',
  },
  {
    id: 'spread',
    forms: { en: ['spread'], zh: ['离散度'] },
    means: {
      en: 'How different the similarities of pairs at the same lag are, as a part of all that lag changes. 0 is none; at 1 distance matters no more than which pair it is.',
      zh: '间隔相同的文档对，相似度相差多少，以间隔所引起的全部变化为单位。0 是没有差别；到 1 时，是哪一对与相距多远同样重要。',
    },
    page: 'measures/spread.md',
  },
  {
    id: 'digit-order',
    forms: { en: ['digit order'], zh: ['数位顺序'] },
    means: {
      en: 'Where numbers differ in one digit alone, how often the model knows which digit is closer. Comparing characters gets exactly 0.5.',
      zh: '数字只在一位上不同时，模型认出哪一个更接近的比例。只比较字符恰好得 0.5。',
    },
    page: 'measures/digit-order.md',
  },
  {
    id: 'index',
    forms: { en: ['index'], zh: ['指数'] },
    means: {
      en: 'One number for a model over numbers, prices, decimals, dates and times. 0 is what comparing characters gets, 100 a perfect order.',
      zh: '一个模型在整数、价格、小数、日期和时间上的总成绩。0 是只比较字符的成绩，100 是完美的顺序。',
    },
    page: 'measures/index-score.md',
  },
  {
    id: 'rough-size',
    forms: { en: ['rough size'], zh: ['大致大小'] },
    means: {
      en: 'What reading only the length of a number and its first digit scores. A model up to here may know no more than that.',
      zh: '只读数字的长度和首位所得的分数。得分不高于它的模型，可能只懂这么多。',
    },
    page: 'measures/spelling-floor.md',
  },
  {
    id: 'adjusted-p',
    forms: { en: ['adjusted p'], zh: ['校正 p'] },
    means: {
      en: 'How often chance alone would show a difference this large, corrected for how many were looked at. At most 0.05 is significant.',
      zh: '仅凭偶然出现这么大差异的机会，并按所看差异的数目校正。不超过 0.05 为显著。',
    },
    page: 'measures/README.md#intervals',
  },
  {
    id: 'ndcg',
    forms: { en: ['nDCG@10'], zh: ['nDCG@10'] },
    means: {
      en: 'Whether the ten closest stand at the top, the first places counting most. 1 is perfect.',
      zh: '最接近的十个是否排在最前，越靠前的名次越重要。1 为完美。',
    },
    page: 'measures/ndcg@10.md',
  },
  {
    id: 'stand-in',
    forms: { en: ['standing in as reranker'], zh: ['代替重排序模型'] },
    means: {
      en: 'An embedder answers in place of a reranker, with the cosine of question and document. It shows the method, not what a trained reranker can do.',
      zh: '由向量模型代替重排序模型作答，给出问题与文档的余弦。它演示方法，不代表训练过的重排序模型的能力。',
    },
    page: 'findings/stand-in.md',
  },
  {
    id: 'bm25',
    forms: { en: ['BM25'], zh: ['BM25'] },
    means: {
      en: 'The usual formula of keyword search: it counts the words that question and record share, rare words more. It knows no values.',
      zh: '关键词检索的常用公式：统计问题与记录共有的词，越少见的词越重要。它不懂数值。',
    },
    page: 'measures/search-near.md',
  },
] as const satisfies readonly Word[]

/** A piece of a text: plain, or a word of the glossary as it stands there. */
export interface GlossedPiece {
  readonly text: string
  readonly word: WordId | null
}

/** A text in pieces, each word of the glossary marked where it stands first. The pieces joined are the text. */
export function glossed(text: string, language: Language): GlossedPiece[] {
  const pieces: GlossedPiece[] = []
  const seen = new Set<WordId>()
  let from = 0
  for (const found of text.matchAll(patterns[language])) {
    const word = wordOf(found[0], language)
    if (seen.has(word)) continue
    seen.add(word)
    pieces.push({ text: text.slice(from, found.index), word: null }, { text: found[0], word })
    from = found.index + found[0].length
  }
  pieces.push({ text: text.slice(from), word: null })
  return pieces.filter(piece => piece.text !== '')
}

function wordOf(text: string, language: Language): WordId {
  const written = text.toLowerCase()
  return glossary.find(({ forms }) => forms[language].some(form => form.toLowerCase() === written))!.id
}

/** Longer forms first; in English whole words alone, in whatever case. */
const patterns: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(`\\b(?:${formsIn('en')})\\b`, 'gi'),
  zh: new RegExp(formsIn('zh'), 'g'),
}

function formsIn(language: Language): string {
  return glossary
    .flatMap(({ forms }): readonly string[] => forms[language])
    .toSorted((a, b) => b.length - a.length)
    .join('|')
}
