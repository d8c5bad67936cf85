import { pUnder } from '../family.ts'
import { withInterval } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** Documents that are not their own best match. */
export const selfHit = seriesRule({
  id: 'self-hit',
  measure: 'self-hit',
  severity: 'warning',
  p: measure => pUnder(measure, 1),
  en(name, significant, _, all) {
    const worst = significant.reduce((a, b) => (b.value < a.value ? b : a))
    return `${name} does not put a document first for itself on ${onSeries(significant, all, 'en')}; least often on ${worst.series}, ${withInterval(worst, 'en')} of the time.`
  },
  zh(name, significant, _, all) {
    const worst = significant.reduce((a, b) => (b.value < a.value ? b : a))
    return `${name}在${onSeries(significant, all, 'zh')}上并不总把文档自身排在第一；${worst.series} 上最少，比例为 ${withInterval(worst, 'zh')}。`
  },
})
