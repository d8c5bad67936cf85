import type { Json } from '../base/json.ts'
import { seededRandom } from '../base/random.ts'
import { isConstant } from '../math/correlation.ts'
import { fitLine } from '../math/line.ts'
import { mean, quantile } from '../math/quantile.ts'
import { type Harmonics, harmonics, logF } from '../math/spectrum.ts'
import { fallingTrend } from '../math/trend.ts'
import { spectrumKernel } from '../math/vector-spectrum.ts'
import type { Lags } from '../series/lags.ts'
import { type KnownPeriod, knownPeriods } from '../series/periods.ts'
import { notEvenlySpaced } from './lag-profile.ts'
import type { Measure } from './measure.ts'
import { fundamentalOf, judgeable, knownAs, periodGrid, resolutionAt } from './period-grid.ts'
import { participationRatio, smoothOf, smoothProfiles } from './rhythm-null.ts'
import type { Scored } from './scored.ts'

const minLags = 20

/** Points of the spectrum that are kept at most, except for the known periods and the peak. */
const maxPoints = 72

/** Curves of the null at first: with 199 the least p is 0.005, with 149 it is 0.0067. */
function drawsFor(n: number): number {
  return n <= 200 ? 199 : 149
}

/** The p-value that the best of a family of series must be able to reach when it is adjusted for all of them. */
const reachable = 0.01

/** Families are counted in so many series, so that one series more seldom means to judge all again. */
const familyStep = 9

/** A p-value above this after the first curves is far from any level: more curves would not change what it says. */
const promising = 0.1

/**
 * Curves of the null for a series that is one of many: so many that the least p, times the series, is at most 0.01.
 * 899 for up to nine series.
 */
export function drawsInFamily(n: number, family: number): number {
  const usual = drawsFor(n)
  if (family <= reachable * (usual + 1)) return usual
  return Math.ceil((Math.ceil(family / familyStep) * familyStep) / reachable) - 1
}

/**
 * Does the mean similarity rise at regular lags? The p-value of the highest studentised log F over a grid of
 * periods, after a smooth fall is taken off; the null is of smooth Gaussian vectors that fall alike. Where a first
 * p-value is small and the series is one of many, more are drawn: as p counts only where both are small, it stays valid.
 * Undefined where documents are not evenly spaced, for under 20 lags and for a mean that does not change. O(draws · lags · periods + n²).
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
    if (!profile.isEven) return { value: Number.NaN, reason: notEvenlySpaced }
    const longest = profile.lags[profile.lags.length - 1]
    if (profile.lags.length < minLags)
      return { value: Number.NaN, reason: `There are fewer than ${minLags} lags.` }
    if (isConstant(profile.mean))
      return { value: Number.NaN, reason: 'The similarity is the same at every lag.' }
    const known = judgeable(knownPeriods(series.family, series.texts, series.values), longest)
    const grid = periodGrid(longest, known)
    const curves = detrendedCurves(scored)
    const testOn = (count: number) =>
      rhythmTest(profile.lags, profile.pairs, grid, curves(count), fitsOf(scored).harmonics)
    const first = testOn(drawsFor(scored.n))
    const draws = first.p > promising ? drawsFor(scored.n) : drawsInFamily(scored.n, scored.family)
    const test = draws === drawsFor(scored.n) ? first : testOn(draws)
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
        draws,
        known: known.map(each => {
          const at = grid.indexOf(each.period)
          return { ...each, z: test.z[at], p: test.single[at] }
        }),
        spectrum: spectrumOf(grid, test, known),
      },
    }
  },
}

/**
 * Gives the mean similarity at each lag without its smooth fall, then as many drawn curves without theirs as are
 * asked for: those that were drawn before, and more.
 */
function detrendedCurves(scored: Scored): (draws: number) => readonly Float64Array[] {
  const { profile, series, seed } = scored
  const { lags, mean, pairs } = profile
  // A mean that rises with the lag is judged upside down.
  const sign = fitLine(lags, mean, pairs).slope > 0 ? -1 : 1
  const { trendOf } = fitsOf(scored)
  const trend = trendOf(mean.map(value => sign * value))
  const draw = smoothProfiles(smoothOf(scored, trend, sign), seededRandom(seed, 'rhythm', series.id))
  const curves = [trend.residual]
  return draws => {
    while (curves.length <= draws) curves.push(trendOf(draw()).residual)
    return curves
  }
}

/** What is fitted to the mean at each lag, whatever the mean is. */
interface Fits {
  readonly trendOf: ReturnType<typeof fallingTrend>
  readonly harmonics: (period: number) => Harmonics
}

/** That of the last series alone: for many documents it is large, and the matrices of a series are judged in a row. */
let lastFits: { readonly lags: Lags; readonly fits: Fits } | null = null

/** The fits to the lags of a series, which its matrices share. */
function fitsOf({ n, lags, profile, series }: Scored): Fits {
  if (lastFits?.lags === lags) return lastFits.fits
  const known = new Map<number, Harmonics>()
  const fits = {
    trendOf: fallingTrend(profile.lags, profile.pairs, series.ruler === 'circular' ? n / 2 : n),
    harmonics(period: number) {
      const fitted = known.get(period) ?? harmonics(profile.lags, profile.pairs, period)
      known.set(period, fitted)
      return fitted
    },
  }
  lastFits = { lags, fits }
  return fits
}

function spectrumOf(grid: Float64Array, { z, peak }: RhythmTest, known: readonly KnownPeriod[]): Json {
  const stride = Math.ceil(grid.length / maxPoints)
  return Array.from(grid, (period, at) => [period, z[at]]).filter(
    ([period], at) => at % stride === 0 || at === peak || known.some(each => each.period === period),
  )
}

/** What the harmonics of each period of a grid say of one curve among curves drawn without a rhythm. */
export interface RhythmTest {
  /** The log F of each period of the grid, in deviations above the mean of all curves. */
  readonly z: Float64Array
  /** The place in the grid of the highest of them. */
  readonly peak: number
  /** How likely a highest of that height is without a rhythm. */
  readonly p: number
  /** The same for each period of the grid alone. */
  readonly single: Float64Array
}

/**
 * The test by Monte Carlo (Barnard 1963): the curve and the drawn ones are treated alike, each studentised
 * against all of them, so that under the null every order of them is equally likely. p = (1 + drawn ones that
 * are as high) / (1 + drawn ones). O(curves · lags · grid).
 * @param curves residuals at the lags, of weighted mean 0: first the one that is judged, then those of the null
 * @param harmonicsAt the harmonics of a period at the lags, where they are known already
 */
export function rhythmTest(
  lags: Float64Array,
  pairs: Float64Array,
  grid: Float64Array,
  curves: readonly Float64Array[],
  harmonicsAt: (period: number) => Harmonics = period => harmonics(lags, pairs, period),
): RhythmTest {
  const size = lags.length
  const squares = Float64Array.from(curves, curve => {
    let sum = 0
    for (let at = 0; at < size; at++) sum += pairs[at] * curve[at] * curve[at]
    return sum
  })
  // What is below the noise, such as the misfit of a smooth fall, is no rhythm.
  const floor = Math.max(quantile(squares.subarray(1), 0.5), 1e-12 * squares[0]) || 1
  const explainedBy = spectrumKernel().explainedOf(curves)
  const z = new Float64Array(grid.length)
  const single = new Float64Array(grid.length)
  const highest = new Float64Array(curves.length).fill(Number.NEGATIVE_INFINITY)
  for (let period = 0; period < grid.length; period++) {
    const fitted = harmonicsAt(grid[period])
    const scores = studentised(
      explainedBy(fitted).map((explained, curve) => logF(fitted, size, explained, squares[curve], floor)),
    )
    z[period] = scores[0]
    single[period] = share(scores)
    for (let curve = 0; curve < curves.length; curve++)
      highest[curve] = Math.max(highest[curve], scores[curve])
  }
  return { z, peak: z.indexOf(highest[0]), p: share(highest), single }
}

/** How many of the values are as high as the first, itself among them, as a share. */
function share(values: ArrayLike<number>): number {
  let count = 0
  for (let at = 0; at < values.length; at++) if (values[at] >= values[0]) count++
  return count / values.length
}

function studentised(values: Float64Array): Float64Array {
  // What rounding leaves of equal values would else be divided by itself.
  if (isConstant(values)) return new Float64Array(values.length)
  const centre = mean(values)
  let square = 0
  for (let at = 0; at < values.length; at++) square += (values[at] - centre) ** 2
  const deviation = Math.sqrt(square / (values.length - 1))
  return values.map(value => (value - centre) / deviation)
}
