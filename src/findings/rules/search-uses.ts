import { isSearchUse } from '../../experiments/search/use-details.ts'
import type { RunFinding, RunUse } from '../../store/run.ts'
import { type FindingRule, inAll, type Language, modelName } from '../finding.ts'
import { useLine } from '../use-lines.ts'

/** What each model does where people search, in the words of the lines that a reader meets first. */
export const searchUses: FindingRule = {
  reports: { 'search-near': null, 'search-range': null, 'search-exact': null, 'search-format': null },
  findings: run =>
    (run.uses ?? []).filter(isSearchUse).flatMap((use): RunFinding[] => {
      if (use.value === null) return []
      return [
        {
          id: `search-${use.use}`,
          severity: use.verdict === 'no' ? 'notice' : 'info',
          text: inAll(language => {
            const { score, advice } = useLine(use, language)
            const about = topics[use.use][language](modelName(run, use.model, language))
            const rest = use.verdict === 'no' ? advice! : outlook[language][use.verdict]
            return `${about}${score}${language === 'en' ? ' ' : ''}${rest}`
          }),
          evidence: [],
        },
      ]
    }),
}

const topics = {
  near: {
    en: (name: string) => `Ranking by closeness of a number, ${name}: `,
    zh: (name: string) => `按数字的接近程度排序，${name}：`,
  },
  range: {
    en: (name: string) => `Filtering in words, such as “under $500”, ${name}: `,
    zh: (name: string) => `用文字筛选（如“500 美元以下”），${name}：`,
  },
  exact: {
    en: (name: string) => `Finding an exact number or id, ${name}: `,
    zh: (name: string) => `查找确切的数字或编号，${name}：`,
  },
  format: {
    en: (name: string) => `Finding the same value in another format, ${name}: `,
    zh: (name: string) => `查找另一种写法的同一数值，${name}：`,
  },
} as const

const outlook: Readonly<Record<Language, Readonly<Record<Exclude<RunUse['verdict'], 'no'>, string>>>> = {
  en: {
    yes: 'That is enough to rely on.',
    unclear: 'Whether that is enough to rely on is unclear; --size full asks more.',
  },
  zh: { yes: '这足以依靠。', unclear: '这是否足以依靠尚不清楚；--size full 会提更多问题。' },
}
