import { withInterval } from '../number.ts'
import { isAbove, isUnder, toldSeries } from './told-series.ts'

const families = ['dates', 'times', 'decimals', 'money', 'versions']
const names: Record<string, { readonly en: string; readonly zh: string }> = {
  dates: { en: 'dates across a year or a month', zh: '跨年或跨月的日期' },
  times: { en: 'times across midnight or an hour', zh: '跨午夜或跨整点的时间' },
  decimals: { en: 'decimals', zh: '小数' },
  money: { en: 'prices', zh: '价格' },
  versions: { en: 'versions', zh: '版本号' },
}

/** Families of hard cases that a model gets wrong, or right, more often than a coin would. */
export const borders = toldSeries({
  id: 'hard-case-families',
  measure: 'case-accuracy',
  severity: told => (told.some(each => isUnder(each, 0.5)) ? 'warning' : 'info'),
  holds: measure => families.includes(familyOf(measure)) && (isUnder(measure, 0.5) || isAbove(measure, 0.5)),
  en: (name, told) =>
    `${name}, hard cases: ${told.map(each => `${isUnder(each, 0.5) ? 'worse' : 'better'} than a coin on ${names[familyOf(each)].en}, right on ${withInterval(each, 'en')}`).join('; ')}.`,
  zh: (name, told) =>
    `${name}，难例：${told.map(each => `在${names[familyOf(each)].zh}上${isUnder(each, 0.5) ? '不如' : '好于'}抛硬币，答对比例为 ${withInterval(each, 'zh')}`).join('；')}。`,
})

function familyOf({ series }: { readonly series: string }): string {
  return series.replace('cases:', '')
}
