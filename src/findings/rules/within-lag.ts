import type { Known } from '../finding.ts'
import { written } from '../number.ts'
import { toldSeries } from './told-series.ts'

/** The two pairs of equal distance whose similarities differ most, as in the article. */
export const withinLag = toldSeries({
  id: 'within-lag',
  measure: 'within-lag',
  severity: 'notice',
  holds: measure => measure.value >= 0.1,
  en(name, _, widest) {
    const { lag, high, low } = pairsOf(widest)
    return `${name}, ${widest.series}: at one distance similarities differ widely. ${low.anchor} and ${low.document} get ${written(low.similarity)}, ${high.anchor} and ${high.document}, just as far apart (${lag === 1 ? 'one place' : `${lag} places`}), ${written(high.similarity)}.`
  },
  zh(name, _, widest) {
    const { lag, high, low } = pairsOf(widest)
    return `${name}，${widest.series}：距离相同，相似度却相差很大。${low.anchor} 与 ${low.document} 为 ${written(low.similarity)}，而同样相隔 ${lag} 位的 ${high.anchor} 与 ${high.document} 为 ${written(high.similarity)}。`
  },
})

interface NamedPair {
  readonly anchor: string
  readonly document: string
  readonly similarity: number
}

function pairsOf({ details }: Known): { lag: number; high: NamedPair; low: NamedPair } {
  return details as unknown as { lag: number; high: NamedPair; low: NamedPair }
}
