import type { Language } from '../finding.ts'
import { type Asked, type Evidence, type Known, valueOn } from '../finding.ts'
import { withInterval } from '../number.ts'
import { type Answer, type Observation, shown } from './observation.ts'

/** A bump smaller than this share of the range of the mean is none that a reader would see. */
const smallest = 0.02

interface Peak {
  readonly id: string
  readonly saw: Observation['saw']
  /** In places of the series. */
  readonly period: number
  /** Series to look at, the one that shows most first. */
  readonly series: readonly string[]
}

const peaks: readonly Peak[] = [
  {
    id: 'bumps-at-ten',
    saw: { en: 'Small bumps at every multiple of 10', zh: '在每个 10 的倍数处有小凸起' },
    period: 10,
    series: ['integers'],
  },
  {
    id: 'month-peaks',
    saw: { en: 'Dates: a peak each 30 or 31 days', zh: '日期：每 30 或 31 天出现一个峰' },
    period: 30.5,
    series: ['dates-year', 'dates'],
  },
  {
    id: 'hour-peaks',
    saw: { en: 'Times: a peak each 60 minutes', zh: '时间：每 60 分钟出现一个峰' },
    period: 60,
    series: ['times-day', 'times'],
  },
]

/** Peaks at known periods: by the test of rhythm where the series is long enough, else by the bump alone. */
export const peakObservations: readonly Observation[] = peaks.map(({ id, saw, period, series }) => ({
  id,
  kind: 'embedder',
  saw,
  look(run, asked) {
    const where = series.find(each => bumpAt(run, asked, each, period) !== undefined)
    if (where === undefined) return null
    const bump = bumpAt(run, asked, where, period)!
    const rhythm = valueOn(run, asked, where, 'rhythm')
    const answer = answerOf(bump, rhythm, period)
    const text = (language: Language) => told(bump, rhythm, language)
    return shown(answer, rhythm === undefined ? [bump] : [bump, rhythm], text)
  },
}))

/** The bump measure of a series where its largest is the one at the period. */
function bumpAt(run: Evidence, asked: Asked, series: string, period: number): Known | undefined {
  const measure = valueOn(run, asked, series, 'bump')
  return measure !== undefined && bumpsOf(measure).some(bump => bump.period === period) ? measure : undefined
}

interface Bump {
  readonly period: number
  readonly bump: number
}

function bumpsOf({ details }: Known): readonly Bump[] {
  return (details?.bumps ?? []) as unknown as readonly Bump[]
}

function answerOf(bump: Known, rhythm: Known | undefined, period: number): Answer {
  const size = bumpsOf(bump).find(each => each.period === period)!.bump
  const isLargest = size === bump.value
  const found = rhythm !== undefined && rhythm.value <= 0.05 && isAt(rhythm, period)
  if (size > 0 && (found || (isLargest && bump.interval !== null && bump.interval[0] > 0))) return 'confirmed'
  return bump.interval !== null && bump.interval[1] < smallest ? 'refuted' : 'undecided'
}

/** Whether the period found is the one looked for, or a harmonic of it. */
function isAt({ details }: Known, period: number): boolean {
  const near = (found: unknown) => typeof found === 'number' && Math.abs(found - period) <= period * 0.05
  return near(details?.period) || near(details?.of)
}

function told(bump: Known, rhythm: Known | undefined, language: Language): string {
  const size = withInterval(bump, language)
  const spelled = bump.floor === null ? null : bump.floor.value.toFixed(2)
  const p = rhythm === undefined ? null : rhythm.value.toFixed(3)
  if (language === 'zh')
    return `${bump.series}：最大凸起为均值全距的 ${size}${spelled === null ? '' : `，仅凭拼写为 ${spelled}`}${p === null ? '' : `；周期检验 p = ${p}`}`
  return `${bump.series}: largest bump ${size} of the range of the mean${spelled === null ? '' : `, by spelling alone ${spelled}`}${p === null ? '' : `; rhythm p = ${p}`}`
}
