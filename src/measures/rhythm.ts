import type { Json } from '../base/json.ts'
import { seededRandom } from '../base/random.ts'
import { isConstant } from '../math/correlation.ts'
import { fitLine } from '../math/line.ts'
import { fallingTrend } from '../math/trend.ts'
import { type KnownPeriod, knownPeriods } from '../series/periods.ts'
import type { Measure } from './measure.ts'
import { fundamentalOf, judgeable, knownAs, periodGrid, resolutionAt } from './rhythm-grid.ts'
import { smoothProfiles } from './rhythm-null.ts'
import { participationRatio, smoothOf } from './rhythm-smooth.ts'
import { type RhythmTest, rhythmTest } from './rhythm-test.ts'
import type { Scored } from './scored.ts'

const leastLags = 20

/** Points of the spectrum that are kept at most, but for the known periods and the peak. */
const mostPoints = 72

/** Curves of the null: with 199 the least p is 0.005, with 149 it is 0.0067. */
function drawsFor(n: number): number {
  return n <= 200 ? 199 : 149
}

/**
 * Does the mean similarity rise at regular lags? The p-value of the highest studentised log F over a grid of
 * periods, after a smooth fall is taken off; the null is of smooth Gaussian vectors that fall alike.
 * Undefined for under 20 lags and for a mean that does not change. O(draws · lags · periods + n²).
 */
export const rhythm: Measure = {
  id: 'rhythm',
  title: 'Do similarities rise and fall with a period?',
  better: 'neither',
  floor: 'lowest',
  range: [0, 1],
  chance: () => null,
  resampling: 'none',
  compute(scored) {
    const { profile, series } = scored
    const longest = profile.lags[profile.lags.length - 1]
    if (profile.lags.length < leastLags)
      return { value: Number.NaN, reason: `There are under ${leastLags} lags.` }
    if (isConstant(profile.mean))
      return { value: Number.NaN, reason: 'The similarity is the same at every lag.' }
    const known = judgeable(knownPeriods(series.family, series.texts, series.values), longest)
    const grid = periodGrid(longest, known)
    const curves = detrendedCurves(scored)
    const test = rhythmTest(profile.lags, profile.pairs, grid, curves)
    const period = grid[test.peak]
    return {
      value: test.p,
      details: {
        period,
        name: knownAs(period, known, longest)?.name ?? null,
        of: fundamentalOf(period, known, longest)?.period ?? null,
        z: test.z[test.peak],
        resolution: resolutionAt(period, longest),
        dimension: participationRatio(scored),
        draws: curves.length - 1,
        known: known.map(each => {
          const at = grid.indexOf(each.period)
          return { ...each, z: test.z[at], p: test.single[at] }
        }),
        spectrum: spectrumOf(grid, test, known),
      },
    }
  },
}

/** The mean similarity at each lag without its smooth fall, then as many drawn curves without theirs. */
function detrendedCurves(scored: Scored): Float64Array[] {
  const { n, profile, series, seed } = scored
  const { lags, mean, pairs } = profile
  // A mean that rises with the lag is judged upside down.
  const sign = fitLine(lags, mean, pairs).slope > 0 ? -1 : 1
  const trendOf = fallingTrend(lags, pairs, series.ruler === 'circular' ? n / 2 : n)
  const trend = trendOf(mean.map(value => sign * value))
  const draw = smoothProfiles(smoothOf(scored, trend, sign), seededRandom(seed, 'rhythm', series.id))
  return [trend.residual, ...Array.from({ length: drawsFor(n) }, () => trendOf(draw()).residual)]
}

function spectrumOf(grid: Float64Array, { z, peak }: RhythmTest, known: readonly KnownPeriod[]): Json {
  const stride = Math.ceil(grid.length / mostPoints)
  return Array.from(grid, (period, at) => [period, z[at]]).filter(
    ([period], at) => at % stride === 0 || at === peak || known.some(each => each.period === period),
  )
}
