import type { Known } from '../finding.ts'
import { written } from '../number.ts'
import { seriesRule } from './series-rule.ts'

/** The two pairs of equal distance whose similarities differ most, as in the article. */
export const withinLag = seriesRule({
  id: 'within-lag',
  measure: 'within-lag',
  severity: 'notice',
  holds: measure => measure.value >= 0.1,
  en(name, _, widest) {
    const { lag, high, low } = pairsOf(widest)
    return `${name}, ${widest.series}: at one distance similarities differ widely. ${low.anchor} and ${low.document} get ${written(low.similarity)}, ${high.anchor} and ${high.document}, just as far apart (${lag === undefined ? 'within 5 %' : lag === 1 ? 'one place' : `${lag} places`}), ${written(high.similarity)}.`
  },
  zh(name, _, widest) {
    const { lag, high, low } = pairsOf(widest)
    return `${name}，${widest.series}：距离相同，相似度却相差很大。${low.anchor} 与 ${low.document} 为 ${written(low.similarity)}，而${lag === undefined ? '相隔同样远（误差 5% 以内）' : `同样相隔 ${lag} 位`}的 ${high.anchor} 与 ${high.document} 为 ${written(high.similarity)}。`
  },
})

interface NamedPair {
  readonly anchor: string
  readonly document: string
  readonly similarity: number
}

interface Widest {
  /** Missing where documents are not evenly spaced. */
  readonly lag?: number
  readonly high: NamedPair
  readonly low: NamedPair
}

function pairsOf({ details }: Known): Widest {
  return details as unknown as Widest
}
