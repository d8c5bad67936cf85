import { pAbove } from '../family.ts'
import { valueOn } from '../finding.ts'
import { withInterval, written } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** Values that a linear reader finds in the vectors although their cosines do not show the order. */
export const decodable = seriesRule({
  id: 'decodable',
  measure: 'decode',
  severity: 'info',
  p: measure => pAbove(measure, 0.8),
  holds(measure, run, asked) {
    const headline = valueOn(run, asked, measure.series, 'concordance')
    return headline !== undefined && headline.value < 0.8
  },
  en: (name, significant, strongest, all) =>
    `${name} holds more than its cosine shows on ${onSeries(significant, all, 'en')}: a linear reader of the vectors predicts held-out values with R² up to ${withInterval(strongest, 'en')} (${strongest.series}; ${written(Number(strongest.details?.control))} for shuffled values).`,
  zh: (name, significant, strongest, all) =>
    `${name}在${onSeries(significant, all, 'zh')}上所含的信息多于余弦所显示的：用线性方法从向量预测留出的数值，R² 最高达 ${withInterval(strongest, 'zh')}（${strongest.series}；数值打乱后为 ${written(Number(strongest.details?.control))}）。`,
})
