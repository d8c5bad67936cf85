import { enumerated, type Known, type Language } from '../finding.ts'
import { withInterval } from '../number.ts'
import { isAbove, isUnder, toldSeries } from './told-series.ts'

/** A step in similarity where numbers get one digit longer. */
export const digitStep = toldSeries({
  id: 'digit-step',
  measure: 'digit-step',
  severity: 'notice',
  holds: measure => isAbove(measure, 0) || isUnder(measure, 0),
  en: (name, told) =>
    `${name}: where numbers get a digit longer, similarity steps down by ${list(told, 'en')} of the range of the mean, at equal distance.`,
  zh: (name, told) => `${name}：数字位数增加处，同等距离下相似度下降，幅度为均值全距的 ${list(told, 'zh')}。`,
})

function list(told: readonly Known[], language: Language): string {
  return enumerated(
    told.map(each =>
      language === 'en'
        ? `${withInterval(each, 'en')} on ${each.series}`
        : `${withInterval(each, 'zh')}（${each.series}）`,
    ),
    language,
  )
}
