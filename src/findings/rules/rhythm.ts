import { holm, significanceLevel } from '../../math/holm.ts'
import type { RunFinding } from '../../store/run.ts'
import { type Bump, bumpsOf } from '../bumps.ts'
import { pAbove } from '../family.ts'
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
import { pText, withInterval } from '../number.ts'

/** What a series shows at one period. */
interface Peak {
  /** The measure of all bumps of the series. */
  readonly measure: Known
  readonly bump: Bump
  /** The test of rhythm and its p-value, adjusted for all that is looked at; null where it did not find this period. */
  readonly rhythm: { readonly measure: Known; readonly p: number } | null
}

/** The periods of dates and times; the others are digit steps. */
const calendar: readonly string[] = ['week', 'month', 'hour', 'minute']

/** A peak may be found by the test of rhythm or by the size of the largest bump: p-values count that often. */
const ways = 2

/**
 * Peaks in the mean similarity at a period that readers know: every 10 numbers, every month, every hour. Reported
 * where the test of rhythm finds one among all series and models of the run (Holm), or where the largest bump lies
 * above 0 among them all, each at half the significanceLevel; beside what the string reference with the largest bump has.
 */
export const rhythm: FindingRule = {
  reports: {
    'digit-bumps': {
      en: 'Similarity rises again at every multiple of 10',
      zh: '相似度在每个 10 的倍数处再次上升',
    },
    'calendar-peaks': {
      en: 'Similarity rises again at every month or hour',
      zh: '相似度每隔一个月或一小时再次上升',
    },
  },
  findings: run => {
    const looks = looksOf(run)
    return valuesOf(run, 'bump').flatMap(asked =>
      [...Map.groupBy(peaksOf(asked, looks), idOf)].map(([id, peaks]): RunFinding => {
        const stands = peaks.flatMap(({ measure, rhythm: found }) => [
          measure,
          ...(found ? [found.measure] : []),
        ])
        return {
          id,
          severity: 'notice',
          text: inAll(language => sentence(nameOf(run, asked, language), peaks, language)),
          evidence: evidenceOf(...new Set(stands)),
        }
      }),
    )
  },
}

/** A series of a model, looked at in both ways; the p-values are adjusted for all series and models. */
interface Look {
  readonly test: Known | undefined
  readonly pOfRhythm: number
  readonly pOfBump: number
}

function looksOf(run: Evidence): ReadonlyMap<Known, Look> {
  const all = valuesOf(run, 'bump').flatMap(asked =>
    asked.measures.map(measure => ({ measure, test: valueOn(run, asked, measure.series, 'rhythm') })),
  )
  const adjusted = (values: readonly number[]) => holm(values).map(p => Math.min(1, ways * p))
  const rhythms = adjusted(all.map(({ test }) => test?.value ?? 1))
  const bumps = adjusted(all.map(({ measure }) => pAbove(measure, 0)))
  return new Map(
    all.map(({ measure, test }, at) => [measure, { test, pOfRhythm: rhythms[at], pOfBump: bumps[at] }]),
  )
}

function peaksOf(asked: Asked, looks: ReadonlyMap<Known, Look>): Peak[] {
  return asked.measures.flatMap((measure): Peak[] => {
    const { test, pOfRhythm, pOfBump } = looks.get(measure)!
    const bumps = bumpsOf(measure)
    const found = test !== undefined && pOfRhythm <= significanceLevel ? foundBy(test, bumps) : undefined
    return bumps.flatMap((bump): Peak[] => {
      const rhythm = bump === found ? { measure: test!, p: pOfRhythm } : null
      const isBeyondNoise = bump.interval !== null && pOfBump <= significanceLevel
      return bump.value > 0 && (isBeyondNoise || rhythm !== null) ? [{ measure, bump, rhythm }] : []
    })
  })
}

/** The bump at the known period that the test found, or that the found one is a harmonic of. */
function foundBy({ details }: Known, bumps: readonly Bump[]): Bump | undefined {
  const fundamental = bumps.find(({ period }) => period === details?.of)
  return fundamental ?? bumps.find(({ name }) => name === details?.name)
}

function idOf({ bump }: Peak): 'digit-bumps' | 'calendar-peaks' {
  return calendar.includes(bump.name) ? 'calendar-peaks' : 'digit-bumps'
}

function sentence(name: string, peaks: readonly Peak[], language: Language): string {
  const parts = peaks.map(peak => partOf(peak, language))
  const spelled = peaks.filter(({ measure, bump }) => measure.floor && measure.floor.value >= bump.value)
  const series = enumerated([...new Set(spelled.map(({ measure }) => measure.series))], language)
  if (language === 'zh') {
    const spelling =
      spelled.length === 0
        ? '仅凭字符比较得不到这么大的凸起。'
        : `仅凭字符比较，${series} 也会出现同样大或更大的凸起，因此拼写本身就足以解释。`
    return `${name}的平均相似度按固定间隔出现凸起：${parts.join('；')}。凸起以平均相似度的全距为单位。${spelling}`
  }
  const spelling =
    spelled.length === 0
      ? 'Comparing characters alone gives no bump as large.'
      : `Comparing characters alone gives a bump as large or larger on ${series}, so spelling is enough to explain it there.`
  return `${name}: the mean similarity has bumps at regular distances: ${parts.join('; ')}. The unit of a bump is the range of the mean similarity. ${spelling}`
}

function partOf({ measure: { series }, bump, rhythm }: Peak, language: Language): string {
  const size = withInterval(bump, language)
  const p = rhythm && `p ${pText(rhythm.measure, rhythm.p)}`
  if (language === 'zh')
    return `${series} 每隔 ${bump.period} 项，${size}${p === null ? '' : `，周期检验 ${p}`}`
  return `every ${bump.period} on ${series}, ${size}${p === null ? '' : `, rhythm ${p}`}`
}
