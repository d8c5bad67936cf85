import { pAbove } from '../family.ts'
import { withInterval } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** Scores that depend on which of two documents is the query. */
export const asymmetry = seriesRule({
  id: 'asymmetry',
  measure: 'asymmetry',
  severity: 'notice',
  p: measure => pAbove(measure, 0.1),
  en: (name, significant, strongest, all) =>
    `${name} scores a pair differently when query and document change places, on ${onSeries(significant, all, 'en')}: asymmetry up to ${withInterval(strongest, 'en')} on ${strongest.series}, where 0 is symmetric and 1 what independent scores give.`,
  zh: (name, significant, strongest, all) =>
    `${name}在${onSeries(significant, all, 'zh')}上，查询与文档互换后得分不同：${strongest.series} 的不对称度高达 ${withInterval(strongest, 'zh')}（0 为对称，1 相当于互相独立的得分）。`,
})
