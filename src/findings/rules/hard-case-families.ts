import { caseFamilies } from '../../experiments/case-families.ts'
import type { RunFinding } from '../../store/run.ts'
import { type CaseShare, probedShares } from '../case-shares.ts'
import { type FindingRule, inAll, type Language, modelName } from '../finding.ts'
import { withInterval } from '../number.ts'

/** Families of hard cases that a model gets wrong, or right, more often than a coin would. */
export const hardCaseFamilies: FindingRule = run => {
  const told = probedShares(run).filter(share => share.family !== null && isBeyondNoise(share))
  return [...Map.groupBy(told, ({ model }) => model)].map(
    ([model, shares]): RunFinding => ({
      id: 'hard-case-families',
      severity: shares.some(isWorse) ? 'warning' : 'info',
      text: inAll(language => {
        const parts = shares.map(share => partOf(share, language))
        return language === 'en'
          ? `${modelName(run, model)}, hard cases: ${parts.join('; ')}.`
          : `${modelName(run, model, 'zh')}，难例：${parts.join('；')}。`
      }),
      evidence: [],
    }),
  )
}

function isBeyondNoise({ interval: [low, high] }: CaseShare): boolean {
  return high < 0.5 || low > 0.5
}

function isWorse({ interval }: CaseShare): boolean {
  return interval[1] < 0.5
}

function partOf(share: CaseShare, language: Language): string {
  const family = share.family!
  const name = caseFamilies.find(({ id }) => id === family)?.name[language] ?? family
  const { right, cases } = share
  return language === 'en'
    ? `${isWorse(share) ? 'worse' : 'better'} than a coin on ${name}, right on ${right} of ${cases}, ${withInterval(share, 'en')}`
    : `在${name}上${isWorse(share) ? '不如' : '好于'}抛硬币，${cases} 题答对 ${right} 题，比例 ${withInterval(share, 'zh')}`
}
