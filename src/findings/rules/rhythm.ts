import { holm } from '../../math/holm.ts'
import type { RunFinding } from '../../store/run.ts'
import {
  type Asked,
  type Evidence,
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

/** What a series shows at the period that stands out most. */
interface Peak {
  readonly bump: Known
  readonly period: number
  readonly kind: 'digit-bumps' | 'calendar-peaks'
  /** The test of rhythm and its p-value, adjusted for the series of the model; null where it finds no known period. */
  readonly rhythm: { readonly measure: Known; readonly p: number } | null
}

/** The periods of dates and times; the others are digit steps. */
const calendar: readonly string[] = ['week', 'month', 'hour', 'minute']

const level = 0.05

/**
 * Peaks in the mean similarity at a period that readers know: every 10 numbers, every month, every hour. Told
 * where the test of rhythm finds one among all series of the model (Holm), or where the bump's interval lies
 * above 0; beside what the string reference with the largest bump has.
 */
export const rhythm: FindingRule = run =>
  valuesOf(run, 'bump').flatMap(asked =>
    [...Map.groupBy(peaksOf(run, asked), ({ kind }) => kind)].map(([kind, peaks]): RunFinding => {
      const spelled = peaks.filter(({ bump }) => bump.floor !== null && bump.floor.value >= bump.value)
      return {
        id: kind,
        severity: 'notice',
        text: inAll(language => sentence(nameOf(run, asked, language), peaks, spelled, language)),
        evidence: peaks.flatMap(({ bump, rhythm: found }) =>
          evidenceOf(bump, ...(found === null ? [] : [found.measure])),
        ),
      }
    }),
  )

function peaksOf(run: Evidence, asked: Asked): Peak[] {
  const tests = asked.measures.map(({ series }) => valueOn(run, asked, series, 'rhythm'))
  const adjusted = holm(tests.map(test => test?.value ?? 1))
  return asked.measures.flatMap((bump, at): Peak[] => {
    const { period, name } = largestBump(bump)
    const test = tests[at]
    const isKnown = test !== undefined && (test.details?.name != null || test.details?.of != null)
    const rhythm = isKnown && adjusted[at] <= level ? { measure: test, p: adjusted[at] } : null
    const isBeyondNoise = bump.interval !== null && bump.interval[0] > 0
    if (!(bump.value > 0 && (isBeyondNoise || rhythm !== null))) return []
    return [{ bump, period, rhythm, kind: calendar.includes(name) ? 'calendar-peaks' : 'digit-bumps' }]
  })
}

function largestBump({ details }: Known): { readonly period: number; readonly name: string } {
  const bumps = (details?.bumps ?? []) as unknown as { period: number; name: string; bump: number }[]
  return bumps.reduce((a, b) => (b.bump > a.bump ? b : a))
}

function sentence(
  name: string,
  peaks: readonly Peak[],
  spelled: readonly Peak[],
  language: Language,
): string {
  const parts = peaks.map(peak => partOf(peak, language))
  const series = enumerated(
    spelled.map(({ bump }) => bump.series),
    language,
  )
  if (language === 'zh') {
    const spelling =
      spelled.length === 0
        ? '仅凭字符比较得不到这么大的凸起。'
        : `仅凭字符比较，${series} 也会出现同样大或更大的凸起，因此拼写本身就足以解释。`
    return `${name}的平均相似度按固定间隔重新升高：${parts.join('；')}。凸起以均值的全距为单位。${spelling}`
  }
  const spelling =
    spelled.length === 0
      ? 'Comparing characters alone gives no bump as large.'
      : `Comparing characters alone gives one as large or larger on ${series}: there spelling is enough to explain it.`
  return `${name}: mean similarity rises again at regular distances: ${parts.join('; ')}. Bumps are in units of the range of the mean. ${spelling}`
}

function partOf({ bump, period, rhythm }: Peak, language: Language): string {
  const size = withInterval(bump, language)
  if (language === 'zh')
    return `${bump.series} 每隔 ${period} 项，${size}${rhythm === null ? '' : `，周期检验 p = ${rhythm.p.toFixed(3)}`}`
  return `every ${period} on ${bump.series}, ${size}${rhythm === null ? '' : `, rhythm p = ${rhythm.p.toFixed(3)}`}`
}
