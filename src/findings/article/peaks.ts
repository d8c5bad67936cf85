import { significanceLevel } from '../../math/holm.ts'
import { type Bump, bumpsOf } from '../bumps.ts'
import { type Asked, type Evidence, type Known, type Language, valueOn } from '../finding.ts'
import { pText, withInterval, written } from '../number.ts'
import { type Answer, type Observation, observed, shown } from './observation.ts'

/** A bump smaller than this share of the range of the mean is too small for a reader to see in the plot. */
const smallest = 0.02

interface Peak {
  readonly id: 'bumps-at-ten' | 'month-peaks' | 'hour-peaks'
  /** In places of the series. */
  readonly period: number
  /** Series to look at, the one that shows most first. */
  readonly series: readonly string[]
}

const peaks: readonly Peak[] = [
  {
    id: 'bumps-at-ten',
    period: 10,
    series: ['integers'],
  },
  {
    id: 'month-peaks',
    period: 30.5,
    series: ['dates-year', 'dates'],
  },
  {
    id: 'hour-peaks',
    period: 60,
    series: ['times-day', 'times'],
  },
]

/** Peaks at known periods: by the test of rhythm where the series is long enough, else by the bump alone. */
export const peakObservations: readonly Observation[] = peaks.map(({ id, period, series }) =>
  observed(id, (run, asked) => {
    const found = series.map(each => lookedAt(run, asked, each, period)).find(each => each !== null)
    if (found === undefined) return null
    const { measure, rhythm } = found
    const text = (language: Language) => peakText(found, language)
    return shown(answerOf(found), rhythm === undefined ? [measure] : [measure, rhythm], text)
  }),
)

/** What a series shows at the period. */
interface LookedAt {
  /** The measure of all bumps of the series. */
  readonly measure: Known
  readonly bump: Bump
  readonly rhythm: Known | undefined
}

/** Null where the series has no bump at the period. */
function lookedAt(run: Evidence, asked: Asked, series: string, period: number): LookedAt | null {
  const measure = valueOn(run, asked, series, 'bump')
  const bump = measure && bumpsOf(measure).find(each => each.period === period)
  return bump === undefined
    ? null
    : { measure: measure!, bump, rhythm: valueOn(run, asked, series, 'rhythm') }
}

function answerOf({ measure, bump, rhythm }: LookedAt): Answer {
  const isFound = rhythm !== undefined && rhythm.value <= significanceLevel && isAt(rhythm, bump.period)
  const isBeyondNoise = bump.interval !== null && bump.interval[0] > 0
  if (bump.value > 0 && (isFound || isBeyondNoise)) return 'confirmed'
  // Where even the largest bump of the series is too small, this one is too.
  return measure.interval !== null && measure.interval[1] < smallest ? 'refuted' : 'undecided'
}

/** Whether the period found is the one looked for, or a harmonic of it. */
function isAt({ details }: Known, period: number): boolean {
  const near = (found: unknown) => typeof found === 'number' && Math.abs(found - period) <= period * 0.05
  return near(details?.period) || near(details?.of)
}

function peakText({ measure: { series, floor }, bump, rhythm }: LookedAt, language: Language): string {
  const size = withInterval(bump, language)
  const spelled = floor === null ? null : written(floor.value)
  const p = rhythm && `p ${pText(rhythm)}`
  const elsewhere = rhythm !== undefined && rhythm.value <= significanceLevel && !isAt(rhythm, bump.period)
  if (language === 'zh')
    return `${series}：周期 ${bump.period} 处的凸起为均值全距的 ${size}${spelled === null ? '' : `，只比较字符时最大凸起为 ${spelled}`}${p === undefined ? '' : `；周期检验 ${p}${elsewhere ? '，但在另一周期' : ''}`}`
  return `${series}: bump at ${bump.period} ${size} of the range of the mean${spelled === null ? '' : `, by comparing characters up to ${spelled}`}${p === undefined ? '' : `; rhythm ${p}${elsewhere ? ', at another period' : ''}`}`
}
