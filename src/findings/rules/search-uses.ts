import { isSearchUse, searchDetailsOf } from '../../experiments/search/use-details.ts'
import type { RunFinding, RunUse } from '../../store/run.ts'
import { type FindingRule, inAll, type Language, modelName } from '../finding.ts'
import { withInterval, written } from '../number.ts'

/** What each model does where people search: ranks, filters, finds a number, knows it in another format. */
export const searchUses: FindingRule = {
  reports: { 'search-near': null, 'search-range': null, 'search-exact': null, 'search-format': null },
  findings: run =>
    (run.uses ?? []).filter(isSearchUse).flatMap((use): RunFinding[] => {
      const { value, verdict } = use
      if (value === null) return []
      const { id, ...say } = sentences[use.use]
      return [
        {
          id,
          severity: verdict === 'no' ? 'notice' : 'info',
          text: inAll(language => {
            const { what, instead } = say[language]
            const about = what(modelName(run, use.model, language), withInterval({ ...use, value }, language))
            return `${about}${beside(use, language)}${advice(use, instead, language)}`
          }),
          evidence: [],
        },
      ]
    }),
}

const sentences = {
  near: {
    id: 'search-near',
    en: {
      what: (name: string, value: string) =>
        `Ranking by closeness of a number: ${name} scores the closer of two records higher in a share of ${value}`,
      instead: 'Sort on a field that holds the number instead.',
    },
    zh: {
      what: (name: string, value: string) =>
        `按数字的远近排序：${name}给两条记录中较近的一条打更高分的比例是 ${value}`,
      instead: '请改用存放该数字的字段来排序。',
    },
  },
  range: {
    id: 'search-range',
    en: {
      what: (name: string, value: string) =>
        `Filtering in words, such as “under $500”: ${name} scores a record inside the range above one outside in a share of ${value}`,
      instead: 'Read the limit out of the question and filter on a field instead.',
    },
    zh: {
      what: (name: string, value: string) =>
        `用文字筛选（如“低于 500 美元”）：${name}给范围内的记录打分高于范围外记录的比例是 ${value}`,
      instead: '请从问题中读出界限，再按字段筛选。',
    },
  },
  exact: {
    id: 'search-exact',
    en: {
      what: (name: string, value: string) =>
        `Finding an exact number or id: ${name} puts the right record first in a share of ${value}`,
      instead: 'Add keyword search (BM25) and combine the two rankings.',
    },
    zh: {
      what: (name: string, value: string) =>
        `查找确切的数字或编号：${name}把正确记录排在第一位的比例是 ${value}`,
      instead: '请加上关键词检索（BM25）并融合排名。',
    },
  },
  format: {
    id: 'search-format',
    en: {
      what: (name: string, value: string) =>
        `Finding the same value in another format: ${name} puts the right record first in a share of ${value}`,
      instead: 'Write values in one format when indexing and asking.',
    },
    zh: {
      what: (name: string, value: string) =>
        `查找以另一种格式书写的同一数值：${name}把正确记录排在第一位的比例是 ${value}`,
      instead: '请在建立索引和提问时使用同一种格式书写数值。',
    },
  },
} as const

/** What guessing and keyword search get. */
function beside(use: RunUse, language: Language): string {
  const details = searchDetailsOf(use)
  const keywords = use.baseline === null ? [] : [`BM25 ${written(use.baseline.value)}`]
  const guessing = language === 'en' ? 'guessing gets' : '随机猜测为'
  const parts = [...(details === null ? [] : [`${guessing} ${written(details.chance)}`]), ...keywords]
  if (parts.length === 0) return language === 'en' ? '.' : '。'
  return language === 'en' ? `; ${parts.join(', ')}.` : `；${parts.join('，')}。`
}

function advice({ verdict }: RunUse, instead: string, language: Language): string {
  const between = language === 'en' ? ' ' : ''
  if (verdict === 'no') return between + instead
  const words = {
    en: {
      yes: 'That is enough to rely on.',
      unclear: 'Whether that is enough to rely on is unclear; --size full asks more.',
    },
    zh: { yes: '这足以依靠。', unclear: '这是否足以依靠尚不清楚；--size full 会提更多问题。' },
  }
  return between + words[language][verdict]
}
