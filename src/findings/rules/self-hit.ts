import { pUnder } from '../family.ts'
import { withInterval } from '../number.ts'
import { onSeries, toldSeries } from './told-series.ts'

/** Documents that are not their own best match. */
export const selfHit = toldSeries({
  id: 'self-hit',
  measure: 'self-hit',
  severity: 'warning',
  p: measure => pUnder(measure, 1),
  en(name, told, _, all) {
    const worst = told.reduce((a, b) => (b.value < a.value ? b : a))
    return `${name} does not put a document first for itself on ${onSeries(told, all, 'en')}; least often on ${worst.series}, ${withInterval(worst, 'en')} of the time.`
  },
  zh(name, told, _, all) {
    const worst = told.reduce((a, b) => (b.value < a.value ? b : a))
    return `${name}在${onSeries(told, all, 'zh')}上并不总把文档自身排在第一；${worst.series} 上最少，比例为 ${withInterval(worst, 'zh')}。`
  },
})
