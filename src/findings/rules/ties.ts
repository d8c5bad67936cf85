import { pAbove } from '../family.ts'
import { percent } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** Comparisons that end in a tie, and scores that stand at the end of their range. */
export const ties = seriesRule({
  id: 'ties',
  phrase: { en: 'Many scores are equal', zh: '许多得分相同' },
  measure: 'ties',
  severity: 'warning',
  // Scores at the end of their range are a fact of the answers themselves, whichever documents were drawn.
  p: measure => (measure.value > 0 && Number(measure.details?.saturated) > 0.05 ? 0 : pAbove(measure, 0.01)),
  en: (name, significant, strongest, all) =>
    `${name} gives different candidates the same score on ${onSeries(significant, all, 'en')}. At worst (${strongest.series}) ${percent(strongest.value)} of the comparisons are ties, and ${percent(Number(strongest.details?.saturated))} of the scores are the highest or the lowest that it gives.`,
  zh: (name, significant, strongest, all) =>
    `${name}在${onSeries(significant, all, 'zh')}上给不同的候选相同的得分。最差时（${strongest.series}）有 ${percent(strongest.value)} 的比较打平，且 ${percent(Number(strongest.details?.saturated))} 的得分恰为其最高或最低值。`,
})
