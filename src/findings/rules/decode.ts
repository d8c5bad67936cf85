import { pAbove } from '../family.ts'
import { valueOn } from '../finding.ts'
import { withInterval, written } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** Values that a linear reader finds in the vectors although their cosines do not show the order. */
export const decodable = seriesRule({
  id: 'decodable',
  phrase: {
    en: 'The vectors hold more of the value than their cosine shows',
    zh: '向量中的数值信息多于余弦所显示的',
  },
  measure: 'decode',
  severity: 'info',
  p: measure => pAbove(measure, 0.8),
  holds(measure, run, asked) {
    const headline = valueOn(run, asked, measure.series, 'concordance')
    return headline !== undefined && headline.value < 0.8
  },
  en: (name, significant, strongest, all) =>
    `${name}: its vectors hold more about the values than their cosine shows, on ${onSeries(significant, all, 'en')}. A linear regression on the vectors predicts values that it was not fitted to: R² is up to ${withInterval(strongest, 'en')} on ${strongest.series}, and ${written(Number(strongest.details?.control))} for shuffled values.`,
  zh: (name, significant, strongest, all) =>
    `${name}：在${onSeries(significant, all, 'zh')}上，向量中关于数值的信息多于余弦所显示的。用向量做线性回归来预测未参与拟合的数值，R² 最高为 ${withInterval(strongest, 'zh')}（${strongest.series}），数值打乱后为 ${written(Number(strongest.details?.control))}。`,
})
