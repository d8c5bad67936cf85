import type { Run, RunUse } from '../store/run.ts'
import { inAll, type Language, modelName, type Translations } from './finding.ts'
import { ends, percent } from './number.ts'

/** What a run says about one use of a model, as a reader meets it first. */
export interface UseLine extends Pick<RunUse, 'model' | 'use' | 'verdict'> {
  /** ✓, ✗ or ?: it stands beside the word, for those who do not see colours. */
  readonly sign: string
  /** Yes, No or Unclear. */
  readonly answer: string
  /** The question after “May I”, without it. */
  readonly question: string
  /** What was counted, with its interval and what stands beside it. */
  readonly score: string
  /** What to do instead; null where the answer is yes. */
  readonly advice: string | null
}

/** The uses in the order in which a reader meets them. */
export const useOrder: readonly RunUse['use'][] = ['near', 'range', 'exact', 'format', 'threshold']

/** The five lines of each model that was asked about use, in the order of the run; none where no model was. */
export function useLines(run: Pick<Run, 'uses' | 'models'>, language: Language = 'en'): UseLine[] {
  const models = [...new Set((run.uses ?? []).map(({ model }) => model))]
  return models
    .flatMap(model =>
      useOrder.flatMap(use => (run.uses ?? []).filter(each => each.model === model && each.use === use)),
    )
    .map(each => useLine(each, language))
}

/** What a run says about one use of one model. */
export function useLine(row: RunUse, language: Language): UseLine {
  const { model, use, verdict } = row
  const words = useWords[use][language]
  return {
    model,
    use,
    verdict,
    sign: signs[verdict],
    answer: answers[language][verdict],
    question: words.question,
    score: scoreText(row, words.score, language),
    advice: verdict === 'yes' ? null : words.advice,
  }
}

/** The five uses as heads of columns. */
export const useNames: Readonly<Record<RunUse['use'], Translations>> = {
  near: { en: 'rank by closeness', zh: '按接近程度排序' },
  range: { en: 'filter in words', zh: '用文字筛选' },
  exact: { en: 'find an exact number', zh: '查找确切的数' },
  format: { en: 'find another format', zh: '查找另一种写法' },
  threshold: { en: 'merge above a threshold', zh: '超过阈值就合并' },
}

/** What stands over the five lines of a model. */
export function useHeading(run: Pick<Run, 'models'>, model: string, language: Language): string {
  const name = modelName(run, model, language)
  return language === 'en' ? `${name}: may I …` : `${name}：我能否……`
}

function scoreText(
  { use, value, interval, baseline, details }: RunUse,
  counted: string,
  language: Language,
): string {
  if (value === null) return notKnown[language]
  const words = beside[language]
  const others = [
    ...(baseline === null
      ? []
      : [words.baseline(baselineName(baseline.name, language), percent(baseline.value))]),
    ...(typeof details?.chance === 'number' ? [words.chance(percent(details.chance))] : []),
  ]
  const needed = typeof details?.limit === 'number' ? words.limit(percent(details.limit)) : ''
  const limit = use === 'threshold' && typeof details?.verdict === 'string' ? details.verdict : ''
  const threshold = limit in thresholds ? ` ${thresholds[limit as keyof typeof thresholds][language]}` : ''
  const range = interval === null ? null : ends(interval, percent, language)
  return `${words.scored(percent(value), counted, range)}${words.list(others)}${needed}${threshold}`
}

const signs = { yes: '✓', no: '✗', unclear: '?' } as const

const answers = {
  en: { yes: 'Yes', no: 'No', unclear: 'Unclear' },
  zh: { yes: '可以', no: '不可以', unclear: '不确定' },
} as const

const notKnown = { en: 'not measured.', zh: '未测量。' } as const

const beside = {
  en: {
    scored: (value: string, counted: string, range: string | null) =>
      `${value} ${counted}${range === null ? '' : ` (95 % interval ${range})`}.`,
    baseline: (name: string, value: string) => `${name} gets ${value}`,
    chance: (value: string) => `guessing ${value}`,
    limit: (value: string) => ` For a yes the whole interval must reach ${value}.`,
    list: (items: readonly string[]) => {
      const text = items.join(', ')
      return text === '' ? '' : ` ${text[0].toUpperCase()}${text.slice(1)}.`
    },
  },
  zh: {
    scored: (value: string, counted: string, range: string | null) =>
      `${value}${range === null ? '' : `（95 % 区间 ${range}）`} ${counted}。`,
    baseline: (name: string, value: string) => `${name} ${value}`,
    chance: (value: string) => `猜测 ${value}`,
    limit: (value: string) => `整个区间须达到 ${value} 才算可以。`,
    list: (items: readonly string[]) => (items.length === 0 ? '' : `${items.join('，')}。`),
  },
} as const

/** What a user would take instead, in words. */
function baselineName(name: string, language: Language): string {
  if (name === 'bm25') return language === 'en' ? 'keyword search (BM25)' : '关键词检索（BM25）'
  return language === 'en' ? 'comparing characters' : '只比较字符'
}

const thresholds = {
  safe: inAll(language =>
    language === 'en'
      ? 'A threshold finds 90 % of the duplicates with at most 1 % false merges.'
      : '存在一个阈值：找到 90 % 的重复项，误合并不超过 1 %。',
  ),
  risky: inAll(language =>
    language === 'en'
      ? 'The best threshold that finds 90 % of the duplicates has up to 10 % false merges.'
      : '找到 90 % 重复项的最佳阈值，误合并可达 10 %。',
  ),
  'no safe threshold': inAll(language =>
    language === 'en'
      ? 'No threshold finds 90 % of the duplicates with at most 10 % false merges.'
      : '没有阈值能在误合并不超过 10 % 时找到 90 % 的重复项。',
  ),
} as const

/** The five questions. `score` ends the sentence that begins with the share. */
const useWords = {
  near: {
    en: {
      question: 'rank by closeness of a number, as in “around $25”?',
      score: 'of pairs of records have the closer one first',
      advice:
        'Sort on a number field, or write the values in a better form: the command numeracy advise finds one.',
    },
    zh: {
      question: '按数字的接近程度排序（如“25 美元左右”）？',
      score: '的记录对中较近者排在前面',
      advice: '请按数值字段排序，或按 numeracy advise 的建议书写数值。',
    },
  },
  range: {
    en: {
      question: 'filter in words, as in “under $500”?',
      score: 'of pairs of records have the one inside the limit first',
      advice: 'Read the limit out of the question and filter on a field.',
    },
    zh: {
      question: '用文字筛选（如“500 美元以下”）？',
      score: '的记录对中符合条件者排在前面',
      advice: '请从问题中读出界限，并按字段筛选。',
    },
  },
  exact: {
    en: {
      question: 'find an exact number or id, as in “invoice 10234”?',
      score: 'of questions have the right record first',
      advice: 'Add keyword search (BM25) and combine the two rankings.',
    },
    zh: {
      question: '查找确切的数字或编号（如“发票 10234”）？',
      score: '的问题中正确记录排在第一',
      advice: '请加上关键词检索（BM25）并融合两种排名。',
    },
  },
  format: {
    en: {
      question: 'find the same value in another format, $1,299.00 as “1299 dollars”?',
      score: 'of questions have the right record first',
      advice: 'Write values in one format when indexing and when asking.',
    },
    zh: {
      question: '查找另一种写法的同一数值（以“1299 dollars”找 $1,299.00）？',
      score: '的问题中正确记录排在第一',
      advice: '建立索引和提问时请用同一种写法。',
    },
  },
  threshold: {
    en: {
      question: 'merge texts or serve a cached answer above a threshold?',
      score: 'of the time a rephrased duplicate scores above a text whose number was changed',
      advice:
        'Compare the numbers of both texts before merging: sameNumbers does it, in TypeScript or Python (docs/guard.md).',
    },
    zh: {
      question: '超过阈值就合并文本或使用缓存的回答？',
      score: '的组合中同一事实的得分高于改过数字的',
      advice: '合并前请先比较两段文本中的数字：用 sameNumbers，TypeScript 与 Python 均可（docs/guard.md）。',
    },
  },
} as const satisfies Record<
  RunUse['use'],
  Record<Language, { readonly question: string; readonly score: string; readonly advice: string }>
>
