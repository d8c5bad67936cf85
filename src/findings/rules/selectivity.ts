import type { Known } from '../finding.ts'
import { withInterval, written } from '../number.ts'
import { isAbove, isUnder, onSeries, toldSeries } from './told-series.ts'

/** What is left of the order when the digits are permuted: whether the model reads them at all. */
export const readsDigits = toldSeries({
  id: 'reads-digits',
  measure: 'selectivity',
  severity: 'info',
  holds: measure => isAbove(measure, 0) && !isUnread(measure),
  en: (name, told, strongest, all) =>
    `${name} knows the order of the digits on ${onSeries(told, all, 'en')}: with the digits permuted, which leaves every edit distance as it is, concordance falls by up to ${withInterval(strongest, 'en')} (${strongest.series}); a perfect reader's falls by ${oracle(strongest)}.`,
  zh: (name, told, strongest, all) =>
    `${name}在${onSeries(told, all, 'zh')}上知道数字的大小顺序：打乱数字（编辑距离不变）后，一致率最多下降 ${withInterval(strongest, 'zh')}（${strongest.series}）；完美读者会下降 ${oracle(strongest)}。`,
})

/** The series where permuting the digits changes nothing that could be seen. */
export const digitsUnread = toldSeries({
  id: 'digits-unread',
  measure: 'selectivity',
  severity: 'warning',
  holds: isUnread,
  en: (name, told, _, all) =>
    `${name} does not read the digits as digits on ${onSeries(told, all, 'en')}: with the digits permuted it orders the documents almost as before (${told.map(each => `${each.series} ${withInterval(each, 'en')}, a perfect reader ${oracle(each)}`).join('; ')}).`,
  zh: (name, told, _, all) =>
    `${name}在${onSeries(told, all, 'zh')}上并未真正读懂数字：打乱数字后排序几乎不变（${told.map(each => `${each.series} ${withInterval(each, 'zh')}，完美读者为 ${oracle(each)}`).join('；')}）。`,
})

/** Less than a quarter of what a perfect reader loses, for sure. */
function isUnread(measure: Known): boolean {
  return isUnder(measure, Number(measure.details?.oracle) / 4)
}

function oracle({ details }: Known): string {
  return written(Number(details?.oracle))
}
