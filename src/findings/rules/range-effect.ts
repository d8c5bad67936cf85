import type { RunFinding } from '../../store/run.ts'
import { evidenceOf, type FindingRule, inAll, type Known, nameOf, valuesOf } from '../finding.ts'
import { written } from '../number.ts'

/** Series of other ranges than 1 to 100, each with what it is. */
const ranges: readonly {
  readonly id: string
  readonly series: readonly string[]
  readonly en: string
  readonly zh: string
}[] = [
  { id: 'range-effect', series: ['thousands', 'offset', 'large'], en: 'larger numbers', zh: '较大的数字' },
  { id: 'decimals', series: ['floats', 'floats-fine'], en: 'decimals', zh: '小数' },
]

/** Numbers of another range, or decimals, ordered worse than 1 to 100, by more than the two intervals allow. */
export const rangeEffect: FindingRule = run =>
  valuesOf(run, 'concordance').flatMap(asked => {
    const usual = asked.measures.find(({ series }) => series === 'integers')
    if (usual === undefined) return []
    return ranges.flatMap(({ id, series, en, zh }): RunFinding[] => {
      const worse = asked.measures.filter(
        measure => series.includes(measure.series) && isBelow(measure, usual),
      )
      if (worse.length === 0) return []
      const list = worse.map(measure => `${measure.series} ${written(measure.value)}`)
      return [
        {
          id,
          severity: 'warning',
          text: inAll(language =>
            language === 'en'
              ? `${nameOf(run, asked, 'en')}: ${en} are ordered worse than 1 to 100: concordance ${list.join(', ')}, against ${written(usual.value)} on integers.`
              : `${nameOf(run, asked, 'zh')}对${zh}的排序比对 1 至 100 差：一致率为 ${list.join('、')}，而 integers 为 ${written(usual.value)}。`,
          ),
          evidence: evidenceOf(usual, ...worse),
        },
      ]
    })
  })

/**
 * Whether a value lies below another by more than the noise of both, of two series that share no items: the
 * interval of the difference of two independent estimates (Zou and Donner 2008) excludes 0.
 */
export function isBelow(a: Known, b: Known): boolean {
  if (a.interval === null || b.interval === null) return false
  return b.value - a.value > Math.hypot(a.interval[1] - a.value, b.value - b.interval[0])
}
