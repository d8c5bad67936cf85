import type { Known } from '../finding.ts'
import { written } from '../number.ts'
import { seriesRule } from './series-rule.ts'

/** Below this width a threshold of similarity has little room. */
const narrow = 0.3

/** Similarities that all lie in a narrow band, so that a threshold says little. */
export const anisotropy = seriesRule({
  id: 'anisotropy',
  phrase: {
    en: 'Nearly all similarities of some series lie in a narrow band, where thresholds mean nothing',
    zh: '有的序列几乎所有相似度都落在很窄的范围内，阈值在那里没有意义',
  },
  measure: 'anisotropy',
  severity: 'info',
  holds: (measure, run, asked) =>
    run.models.find(({ id }) => id === asked.model)?.kind === 'embedder' && width(measure) < narrow,
  en(name, significant) {
    const least = narrowest(significant)
    return `${name} uses a narrow part of its range. On ${least.series}${significant.length === 1 ? '' : `, the narrowest of ${significant.length} such series`}, 90 % of all similarities lie between ${written(band(least)[0])} and ${written(band(least)[1])}. A similarity says nothing by itself there: compare it with that range.`
  },
  zh(name, significant) {
    const least = narrowest(significant)
    return `${name}只使用了取值范围中很窄的一段。在 ${least.series} 上${significant.length === 1 ? '' : `（${significant.length} 个此类序列中最窄的一个）`}，90 % 的相似度介于 ${written(band(least)[0])} 与 ${written(band(least)[1])} 之间。单看一个相似度没有意义：要与这一范围相比。`
  },
})

function band({ details }: Known): readonly [number, number] {
  return [Number(details?.p5), Number(details?.p95)]
}

function width(measure: Known): number {
  const [low, high] = band(measure)
  return high - low
}

function narrowest(significant: readonly Known[]): Known {
  return significant.reduce((a, b) => (width(b) < width(a) ? b : a))
}
