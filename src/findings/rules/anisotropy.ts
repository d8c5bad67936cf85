import type { Known } from '../finding.ts'
import { written } from '../number.ts'
import { seriesRule } from './series-rule.ts'

/** Below this width a threshold of similarity has little room. */
const narrow = 0.3

/** Similarities that all lie in a narrow band, so that a threshold says little. */
export const anisotropy = seriesRule({
  id: 'anisotropy',
  measure: 'anisotropy',
  severity: 'info',
  holds: (measure, run, asked) =>
    run.models.find(({ id }) => id === asked.model)?.kind === 'embedder' && width(measure) < narrow,
  en(name, significant) {
    const least = narrowest(significant)
    return `${name} uses little of its range: on ${significant.length === 1 ? least.series : `${significant.length} series, most of all ${least.series}`}, 90 % of all similarities lie between ${written(band(least)[0])} and ${written(band(least)[1])}. A threshold on similarity has no meaning there by itself.`
  },
  zh(name, significant) {
    const least = narrowest(significant)
    return `${name}只使用了很小的取值范围：${significant.length === 1 ? least.series : `在 ${significant.length} 个系列上，尤其是 ${least.series}`}，90% 的相似度介于 ${written(band(least)[0])} 与 ${written(band(least)[1])} 之间。此时相似度阈值本身没有意义。`
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
