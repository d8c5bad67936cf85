import { isConstant } from '../math/correlation.ts'
import { type KnownPeriod, knownPeriods } from '../series/periods.ts'
import { type LagProfile, notEvenlySpaced } from './lag-profile.ts'
import type { Measure } from './measure.ts'
import { judgeable } from './period-grid.ts'
import type { Scored } from './scored.ts'

/**
 * How far the mean similarity stands out at the multiples of a period that a reader knows of: at each multiple
 * the mean at its lags less the line between the lags on both sides, averaged with the pairs as weights, in units of
 * the range of the mean. The lags of a multiple are those within one place of it where the period is not whole, and
 * itself where it is (`lagsOf`). The value is that of the known period that stands out most.
 */
export const bump: Measure = {
  id: 'bump',
  title: 'Do similarities stand out at a known period?',
  better: 'neither',
  floor: 'highest',
  range: [null, null],
  chance: () => 0,
  resampling: 'items',
  compute(scored) {
    if (!scored.profile.isEven) return { value: Number.NaN, reason: notEvenlySpaced }
    if (isConstant(scored.profile.mean))
      return { value: Number.NaN, reason: 'The similarity is the same at every lag.' }
    const bumps = bumpsOf(scored)
    if (bumps.length === 0)
      return {
        value: Number.NaN,
        reason: 'No period is known for the documents, or the series is too short for it.',
      }
    return { value: highest(bumps).bump, details: { bumps: bumps.map(each => ({ ...each })) } }
  },
  weighted(scored) {
    const { period } = highest(bumpsOf(scored))
    return draw => bumpAt(draw.profile(), period).bump
  },
}

interface Bump extends KnownPeriod {
  /** In units of the range of the mean. */
  readonly bump: number
  /** How many multiples of the period it is taken at. */
  readonly at: number
}

function bumpsOf({ profile, series }: Scored): Bump[] {
  const longest = profile.lags[profile.lags.length - 1]
  return judgeable(knownPeriods(series.family, series.texts, series.values), longest)
    .map(known => ({ ...known, ...bumpAt(profile, known.period) }))
    .filter(({ at }) => at > 0)
}

function highest(bumps: readonly Bump[]): Bump {
  return bumps.reduce((a, b) => (b.bump > a.bump ? b : a))
}

/**
 * The first and the last of the whole lags at which a multiple of a period is seen. A month has 30 or 31 days: what
 * recurs every 30.5 places is looked for within one place, so at lags 30 and 31 for 30.5, and at 60, 61 and 62 for 61.
 */
function lagsOf(multiple: number, period: number): readonly [first: number, last: number] {
  const within = Number.isInteger(period) ? 0 : 1
  return [Math.ceil(multiple - within), Math.floor(multiple + within)]
}

/** NaN where no multiple has its lags and both neighbours. */
function bumpAt({ lags, mean, pairs }: LagProfile, period: number): Pick<Bump, 'bump' | 'at'> {
  // A resample may be one document over and over: it has no pairs.
  if (lags.length === 0) return { bump: Number.NaN, at: 0 }
  const longest = lags[lags.length - 1]
  const placeOf = new Int32Array(longest + 1).fill(-1)
  lags.forEach((lag, place) => {
    placeOf[lag] = place
  })
  let sum = 0
  let weight = 0
  let at = 0
  for (let multiple = period; ; multiple += period) {
    const [first, last] = lagsOf(multiple, period)
    if (last + 1 > longest) break
    const places = placeOf.subarray(first - 1, last + 2)
    if (places.includes(-1)) continue
    const before = mean[places[0]]
    const after = mean[places[places.length - 1]]
    const inner = places.subarray(1, -1)
    const height = inner.reduce((total, place) => total + mean[place], 0) / inner.length
    const mass = inner.reduce((total, place) => total + pairs[place], 0)
    sum += mass * (height - (before + after) / 2)
    weight += mass
    at++
  }
  const range = mean.reduce((a, b) => Math.max(a, b)) - mean.reduce((a, b) => Math.min(a, b))
  return { bump: sum / weight / range, at }
}
