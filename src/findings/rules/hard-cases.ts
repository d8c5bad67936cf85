import type { RunFinding } from '../../store/run.ts'
import { controlShares, probedShares, spelledCases } from '../case-shares.ts'
import { type FindingRule, inAll, modelName } from '../finding.ts'

/**
 * How many of the hard cases a model answers rightly, beside the best string matcher; beside a coin only where the
 * cases were chosen evenly. They were chosen by hand, so there is no interval. Controls are counted apart.
 */
export const hardCases: FindingRule = run => {
  const spelled = spelledCases(run, null)
  return probedShares(run)
    .filter(({ family }) => family === null)
    .map(({ model, right, cases }): RunFinding => {
      const half = Math.round(cases / 2)
      const controls = controlShares(run).find(share => share.model === model)
      const beside = {
        en: [
          ...(spelled === null ? [] : [`comparing characters gets at most ${spelled.right}`]),
          ...(spelled?.isBalanced ? [`guessing ${half}`] : []),
        ],
        zh: [
          ...(spelled === null ? [] : [`只比较字符最多答对 ${spelled.right} 题`]),
          ...(spelled?.isBalanced ? [`猜测约 ${half} 题`] : []),
        ],
      }
      return {
        id: 'hard-cases',
        severity: right > Math.max(spelled?.right ?? 0, cases / 2) ? 'info' : 'notice',
        text: inAll(language =>
          language === 'en'
            ? `Hard cases: ${modelName(run, model)} has ${right} of ${cases} right${beside.en.length === 0 ? '' : `; ${beside.en.join(', ')}`}.${controls === undefined ? '' : ` Counted apart: ${controls.right} of ${controls.cases} controls, on which string engines failed.`}`
            : `难例：${modelName(run, model, 'zh')}答对 ${cases} 题中的 ${right} 题${beside.zh.length === 0 ? '' : `；${beside.zh.join('，')}`}。${controls === undefined ? '' : `另计：字符匹配引擎曾答错的对照题 ${controls.cases} 题，答对 ${controls.right} 题。`}`,
        ),
        evidence: [],
      }
    })
}
