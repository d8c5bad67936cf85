import type { RunFinding } from '../../store/run.ts'
import { type CaseShare, caseFamilyName, probedShares, spelledCases } from '../case-shares.ts'
import { type Evidence, type FindingRule, inAll, type Language, modelName } from '../finding.ts'

/**
 * Families of hard cases in which a model has none right, or all: right of how many, beside what comparing characters
 * gets. The cases were chosen by hand, so there is no interval. What guessing gets is given only for a family in which the
 * best string matcher is right on as many cases as it is wrong.
 */
export const hardCaseFamilies: FindingRule = {
  reports: {
    'hard-case-families': { en: 'Whole families of hard cases go wrong', zh: '有的难题类别整类答错' },
  },
  findings: run => {
    const notable = probedShares(run).filter(
      ({ family, right, cases }) => family !== null && cases >= fewest && (right === 0 || right === cases),
    )
    return [...Map.groupBy(notable, ({ model }) => model)].map(
      ([model, shares]): RunFinding => ({
        id: 'hard-case-families',
        severity: shares.some(({ right }) => right === 0) ? 'warning' : 'info',
        text: inAll(language => {
          const parts = shares.map(share => partOf(run, share, language))
          return language === 'en'
            ? `${modelName(run, model)}, hard cases: ${parts.join('; ')}.`
            : `${modelName(run, model, 'zh')}，难题：${parts.join('；')}。`
        }),
        evidence: [],
      }),
    )
  },
}

/** Of fewer cases, all or none right is nothing to report. */
const fewest = 5

function partOf(run: Evidence, { family, right, cases }: CaseShare, language: Language): string {
  const name = caseFamilyName(family!, language)
  const spelled = spelledCases(run, family)
  const half = Math.round(cases / 2)
  if (language === 'zh') {
    const beside = [
      ...(spelled === null ? [] : [`只比较字符最多 ${spelled.right} 题`]),
      ...(spelled?.isBalanced ? [`猜测约 ${half} 题`] : []),
    ]
    return `${name} ${cases} 题答对 ${right} 题${beside.length === 0 ? '' : `（${beside.join('，')}）`}`
  }
  const beside = [
    ...(spelled === null ? [] : [`comparing characters gets at most ${spelled.right}`]),
    ...(spelled?.isBalanced ? [`guessing gets ${half}`] : []),
  ]
  return `${right} of ${cases} right on ${name}${beside.length === 0 ? '' : ` (${beside.join(', ')})`}`
}
