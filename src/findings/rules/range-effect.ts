import type { RunFinding } from '../../store/run.ts'
import { pBelow, significantAmong } from '../family.ts'
import { evidenceOf, type FindingRule, inAll, nameOf, valuesOf } from '../finding.ts'
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

/**
 * Numbers of another range, or decimals, ordered worse than 1 to 100: what stands out among all series and models
 * of each kind (Holm).
 */
export const rangeEffect: FindingRule = {
  reports: {
    'range-effect': {
      en: 'Larger numbers are ordered worse than 1 to 100',
      zh: '较大的数字排得不如 1 到 100',
    },
    decimals: { en: 'Decimals are ordered worse than 1 to 100', zh: '小数排得不如 1 到 100' },
  },
  findings: run => {
    const values = valuesOf(run, 'concordance')
    const integersOf = new Map(
      values.map(asked => [asked, asked.measures.find(({ series }) => series === 'integers')]),
    )
    const significant = ranges.map(({ series }) => {
      const pairs = values.flatMap(asked => {
        const usual = integersOf.get(asked)
        const others = asked.measures.filter(measure => series.includes(measure.series))
        return usual === undefined ? [] : others.map(measure => ({ measure, usual }))
      })
      return new Set(
        significantAmong(pairs, ({ measure, usual }) => pBelow(measure, usual)).map(({ measure }) => measure),
      )
    })
    return values.flatMap(asked => {
      const usual = integersOf.get(asked)
      if (usual === undefined) return []
      return ranges.flatMap(({ id, en, zh }, at): RunFinding[] => {
        const worse = asked.measures.filter(measure => significant[at].has(measure))
        if (worse.length === 0) return []
        const list = worse.map(measure => `${measure.series} ${written(measure.value)}`)
        return [
          {
            id,
            severity: 'warning',
            text: inAll(language =>
              language === 'en'
                ? `${nameOf(run, asked, 'en')} orders ${en} worse than 1 to 100. Concordance: ${list.join(', ')}; integers ${written(usual.value)}.`
                : `${nameOf(run, asked, 'zh')}对${zh}的排序比对 1 至 100 差。一致率：${list.join('、')}；integers ${written(usual.value)}。`,
            ),
            evidence: evidenceOf(usual, ...worse),
          },
        ]
      })
    })
  },
}
