import type { RunFinding } from '../../store/run.ts'
import { caseShares, probedShares } from '../case-shares.ts'
import { type FindingRule, inAll, modelName } from '../finding.ts'

/** How many of the hard cases a model answers rightly, beside the best of the string references. */
export const hardCases: FindingRule = run => {
  const probed = probedShares(run).filter(({ family }) => family === null)
  const spelled = caseShares(run).filter(
    ({ family, model }) => family === null && probed.every(other => other.model !== model),
  )
  const best = Math.max(0, ...spelled.map(({ right }) => right))
  return probed.map(
    ({ model, right, cases }): RunFinding => ({
      id: 'hard-cases',
      severity: right > Math.max(best, cases / 2) ? 'info' : 'notice',
      text: inAll(language =>
        language === 'en'
          ? `Hard cases: ${modelName(run, model)} is right on ${right} of ${cases}; the best matcher of characters on ${best}, a coin on about ${Math.round(cases / 2)}.`
          : `难例：${modelName(run, model, 'zh')}答对 ${cases} 题中的 ${right} 题；最好的字符匹配器答对 ${best} 题，抛硬币约 ${Math.round(cases / 2)} 题。`,
      ),
      evidence: [],
    }),
  )
}
