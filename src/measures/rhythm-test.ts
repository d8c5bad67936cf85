import { isConstant } from '../math/correlation.ts'
import { harmonics, logF } from '../math/harmonics.ts'
import { quantile } from '../math/quantile.ts'

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
 */
export function rhythmTest(
  lags: Float64Array,
  pairs: Float64Array,
  grid: Float64Array,
  curves: readonly Float64Array[],
): RhythmTest {
  const squares = curves.map(curve => curve.reduce((sum, value, at) => sum + pairs[at] * value * value, 0))
  // What is below the noise, such as the misfit of a smooth fall, is no rhythm.
  const floor = Math.max(quantile(squares.slice(1), 0.5), 1e-12 * squares[0]) || 1
  const scores = Array.from(grid, period => {
    const fitted = harmonics(lags, pairs, period)
    return studentised(curves.map((curve, at) => logF(fitted, curve, squares[at], floor)))
  })
  const highest = curves.map((_, curve) => Math.max(...scores.map(score => score[curve])))
  const z = Float64Array.from(scores, score => score[0])
  return { z, peak: z.indexOf(highest[0]), p: share(highest), single: Float64Array.from(scores, share) }
}

/** How many of the values are as high as the first, itself among them, as a share. */
function share(values: ArrayLike<number>): number {
  let count = 0
  for (let at = 0; at < values.length; at++) if (values[at] >= values[0]) count++
  return count / values.length
}

function studentised(values: readonly number[]): Float64Array {
  // What rounding leaves of equal values would else be divided by itself.
  if (isConstant(values)) return new Float64Array(values.length)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return Float64Array.from(values, value => (value - mean) / Math.sqrt(square))
}
