import { pAbove } from '../family.ts'
import { withInterval } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** Scores that depend on which of two documents is the query. */
export const asymmetry = seriesRule({
  id: 'asymmetry',
  phrase: { en: 'Query and document are not alike', zh: '查询与文档不对称' },
  measure: 'asymmetry',
  severity: 'notice',
  p: measure => pAbove(measure, 0.1),
  en: (name, significant, strongest, all) =>
    `${name} gives a pair another score when query and document are swapped, on ${onSeries(significant, all, 'en')}. The largest asymmetry is ${withInterval(strongest, 'en')} on ${strongest.series}; 0 is symmetric, and independent scores give 1.`,
  zh: (name, significant, strongest, all) =>
    `${name}在${onSeries(significant, all, 'zh')}上，查询与文档互换后得分不同。不对称度最大为 ${withInterval(strongest, 'zh')}（${strongest.series}）；0 为对称，互相独立的得分为 1。`,
})
