import { verdictWords } from '../../measures/verdict.ts'
import type { RunFinding, Verdict } from '../../store/run.ts'
import { betterKindsSentence, isBetter } from '../better-kinds.ts'
import { enumerated, type FindingRule, inAll, nameOf } from '../finding.ts'

const order: readonly Verdict[] = [
  'understands',
  'partly',
  'magnitude',
  'spelling',
  'below-spelling',
  'chance',
  'reversed',
]

/** On how many kinds of values each model and prompt is better than comparing characters, and the verdict of each series. */
export const verdicts: FindingRule = {
  reports: { verdicts: null },
  findings: run => {
    const groups = Map.groupBy(run.verdicts, ({ model, prompt }) => JSON.stringify([model, prompt]))
    return [...groups.values()].map((group): RunFinding => {
      const { model } = group[0]
      const byVerdict = order.flatMap(verdict => {
        const named = group.filter(entry => entry.verdict === verdict).map(({ series }) => series)
        return named.length === 0 ? [] : [{ verdict, named }]
      })
      const beyond = group.some(({ verdict }) => isBetter(verdict))
      return {
        id: 'verdicts',
        severity: beyond ? 'info' : 'warning',
        text: inAll(language => {
          const parts = byVerdict.map(({ verdict, named }) =>
            language === 'en'
              ? `${verdictWords[verdict].short} on ${enumerated(named)}`
              : `${verdictWords[verdict].zh}：${enumerated(named, 'zh')}`,
          )
          const name = nameOf(run, group[0], language)
          const counted = betterKindsSentence(group, language)
          if (group.length === 1) return name + words[language].one(counted, group[0].verdict)
          return language === 'en'
            ? `${name} is ${counted} Series by series: ${parts.join('; ')}.`
            : `${name}${counted}各序列：${parts.join('；')}。`
        }),
        evidence: group.map(({ series }) => ({ series, model, measure: 'concordance' })),
      }
    })
  },
}

/** What stands behind a model's name of which one series was judged: that it is no better than characters is said once. */
const words = {
  en: {
    one: (counted: string, verdict: Verdict) =>
      ` is ${counted}${verdict === 'spelling' ? '' : ` Verdict: ${verdictWords[verdict].short}.`}`,
  },
  zh: {
    one: (counted: string, verdict: Verdict) =>
      `${counted}${verdict === 'spelling' ? '' : `判定：${verdictWords[verdict].zh}。`}`,
  },
}
