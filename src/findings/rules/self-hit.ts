import { pUnder } from '../family.ts'
import { percent, withInterval } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** Documents that are not their own best match. */
export const selfHit = seriesRule({
  id: 'self-hit',
  phrase: { en: 'A text is not always its own best match', zh: '文本并不总是自己的最佳匹配' },
  measure: 'self-hit',
  severity: 'warning',
  p: measure => pUnder(measure, 1),
  en(name, significant, _, all) {
    const worst = significant.reduce((a, b) => (b.value < a.value ? b : a))
    return `${name} does not always score a document highest for its own query, on ${onSeries(significant, all, 'en')}. Worst: ${worst.series}, where it does so for ${withInterval(worst, 'en', percent)} of the documents.`
  },
  zh(name, significant, _, all) {
    const worst = significant.reduce((a, b) => (b.value < a.value ? b : a))
    return `${name}在${onSeries(significant, all, 'zh')}上并不总给查询所问的文档本身最高分。最差的是 ${worst.series}，只有 ${withInterval(worst, 'zh', percent)} 的文档如此。`
  },
})
