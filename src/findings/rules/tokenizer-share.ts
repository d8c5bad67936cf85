import type { Known } from '../finding.ts'
import { percent, withInterval, written } from '../number.ts'
import { isAbove, toldSeries } from './told-series.ts'

/** How much of the similarities the tokens that two documents share explain, beside distance and spelling. */
export const tokenizerShare = toldSeries({
  id: 'tokenizer-share',
  measure: 'tokenizer-share',
  severity: 'notice',
  holds: measure => isAbove(measure, 0.02),
  en: (name, told, strongest) =>
    `${name}: shared tokens explain ${withInterval(strongest, 'en')} of the variance of similarity on ${strongest.series}, ${percent(strongest.value / explained(strongest))} of all that distance, spelling, length and tokens explain together (${written(explained(strongest))})${others(told, strongest, 'en')}.`,
  zh: (name, told, strongest) =>
    `${name}：在 ${strongest.series} 上，共有的词元解释了相似度方差的 ${withInterval(strongest, 'zh')}，占距离、拼写、长度与词元共同解释部分（${written(explained(strongest))}）的 ${percent(strongest.value / explained(strongest))}${others(told, strongest, 'zh')}。`,
})

function explained({ details }: Known): number {
  return Number(details?.rSquared)
}

function others(told: readonly Known[], strongest: Known, language: 'en' | 'zh'): string {
  const rest = told.filter(each => each !== strongest).map(each => `${each.series} ${written(each.value)}`)
  if (rest.length === 0) return ''
  return language === 'en' ? `; ${rest.join(', ')}` : `；${rest.join('、')}`
}
