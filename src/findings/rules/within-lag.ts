import type { Known } from '../finding.ts'
import { written } from '../number.ts'
import { seriesRule } from './series-rule.ts'

/** The two pairs of equal distance whose similarities differ most, as in the article. */
export const withinLag = seriesRule({
  id: 'within-lag',
  phrase: { en: 'At one distance similarities differ widely', zh: '同一距离上的相似度相差很大' },
  measure: 'within-lag',
  severity: 'notice',
  holds: measure => measure.value >= 0.1,
  en(name, _, widest) {
    const { lag, high, low } = pairsOf(widest)
    return `${name}, ${widest.series}: pairs at the same distance get very different similarities. ${low.anchor} and ${low.document} get ${written(low.similarity)}; ${high.anchor} and ${high.document}, at the same distance (${lag === undefined ? 'within 5 %' : `lag ${lag}`}), get ${written(high.similarity)}.`
  },
  zh(name, _, widest) {
    const { lag, high, low } = pairsOf(widest)
    return `${name}，${widest.series}：距离相同，相似度却相差很大。${low.anchor} 与 ${low.document} 为 ${written(low.similarity)}，而距离相同（${lag === undefined ? '误差 5 % 以内' : `间隔 ${lag}`}）的 ${high.anchor} 与 ${high.document} 为 ${written(high.similarity)}。`
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
