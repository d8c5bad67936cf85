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
    `${name}: where numbers get a digit longer, similarity at equal distance steps ${steps(told, 'en').join(', and ')}, in units of the range of the mean.`,
  zh: (name, told) =>
    `${name}：数字位数增加处，同等距离下相似度${steps(told, 'zh').join('，')}（以均值的全距为单位）。`,
})

/** Above 0 similarity drops at the border; below 0 it rises. */
function steps(told: readonly Known[], language: Language): string[] {
  const down = told.filter(({ value }) => value > 0)
  const up = told.filter(({ value }) => value <= 0).map(opposite)
  return [
    ...(down.length === 0 ? [] : [`${{ en: 'down by', zh: '下降' }[language]} ${list(down, language)}`]),
    ...(up.length === 0 ? [] : [`${{ en: 'up by', zh: '上升' }[language]} ${list(up, language)}`]),
  ]
}

function opposite(measure: Known): Known {
  const [low, high] = measure.interval!
  return { ...measure, value: -measure.value, interval: [-high, -low] }
}

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
