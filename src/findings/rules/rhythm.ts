import type { RunFinding } from '../../store/run.ts'
import {
  enumerated,
  evidenceOf,
  type FindingRule,
  inAll,
  type Known,
  type Language,
  nameOf,
  valueOn,
  valuesOf,
} from '../finding.ts'
import { withInterval } from '../number.ts'

/**
 * Bumps in the mean similarity at a period that readers know: every 10 numbers, every month, every hour. Told
 * where the bump's interval lies above 0, beside what the string reference with the largest bump has.
 */
export const rhythm: FindingRule = run =>
  valuesOf(run, 'bump').flatMap(asked => {
    const told = asked.measures.filter(isBeyondNoise)
    const kinds = Map.groupBy(told, kindOf)
    return [...kinds].map(([kind, measures]): RunFinding => {
      const parts = (language: Language) =>
        measures.map(measure => {
          const p = valueOn(run, asked, measure.series, 'rhythm')
          const found = p !== undefined && p.value <= 0.05
          return partOf(measure, found ? p.value : null, language)
        })
      const spelled = measures.filter(({ value, floor }) => floor !== null && floor.value >= value)
      return {
        id: kind,
        severity: 'notice',
        text: inAll(language => {
          const name = nameOf(run, asked, language)
          const series = enumerated(
            spelled.map(each => each.series),
            language,
          )
          if (language === 'zh') {
            const spelling =
              spelled.length === 0
                ? '仅凭字符比较得不到这么大的凸起。'
                : `仅凭字符比较，${series} 也会出现同样大或更大的凸起，因此拼写本身就足以解释。`
            return `${name}的平均相似度按固定间隔重新升高：${parts('zh').join('；')}。凸起以均值的全距为单位。${spelling}`
          }
          const spelling =
            spelled.length === 0
              ? 'Comparing characters alone gives no bump as large.'
              : `Comparing characters alone gives one as large or larger on ${series}: there spelling is enough to explain it.`
          return `${name}: mean similarity rises again at regular distances: ${parts('en').join('; ')}. Bumps are in units of the range of the mean. ${spelling}`
        }),
        evidence: measures.flatMap(measure => {
          const p = valueOn(run, asked, measure.series, 'rhythm')
          return evidenceOf(measure, ...(p === undefined ? [] : [p]))
        }),
      }
    })
  })

function isBeyondNoise({ interval, value }: Known): boolean {
  return interval !== null && interval[0] > 0 && value > 0
}

interface Bump {
  readonly period: number
  readonly name: string
}

/** The period with the largest bump. */
function largestBump({ details }: Known): Bump {
  const bumps = (details?.bumps ?? []) as unknown as (Bump & { readonly bump: number })[]
  return bumps.reduce((a, b) => (b.bump > a.bump ? b : a))
}

/** The periods of dates and times; the others are digit steps. */
const calendar: readonly string[] = ['week', 'month', 'hour', 'minute']

function kindOf(measure: Known): 'digit-bumps' | 'calendar-peaks' {
  return calendar.includes(largestBump(measure).name) ? 'calendar-peaks' : 'digit-bumps'
}

function partOf(measure: Known, p: number | null, language: Language): string {
  const { period } = largestBump(measure)
  const size = withInterval(measure, language)
  if (language === 'zh')
    return `${measure.series} 每隔 ${period} 项，${size}${p === null ? '' : `，周期检验 p = ${p.toFixed(3)}`}`
  return `every ${period} on ${measure.series}, ${size}${p === null ? '' : `, rhythm p = ${p.toFixed(3)}`}`
}
