import type { LagProfile } from './lag-profile.ts'
import type { Scored } from './scored.ts'

/** Gives the lag profile of a matrix under weights of its items: pairs weigh w_i · w_j, on their original lags. */
export type ProfileUnder = (weights: ArrayLike<number>) => LagProfile

/** As `lagProfile` with weights, made ready to be asked for many of them: O(n²) each, in one pass. */
export function profileUnder({ n, raw, lag, profile }: Scored): ProfileUnder {
  const pairs = (n * (n - 1)) / 2
  const lagAt = new Uint16Array(pairs)
  const sum = new Float64Array(pairs)
  const square = new Float64Array(pairs)
  // Sums of squares are taken about the middle of the similarities, or they would cancel.
  const centre = profile.mean.reduce((total, mean) => total + mean, 0) / profile.mean.length
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      const forth = raw[i * n + j] - centre
      const back = raw[j * n + i] - centre
      lagAt[at] = lag(i, j)
      sum[at] = forth + back
      square[at] = forth * forth + back * back
    }
  }
  return weights => {
    const mass = new Float64Array(n)
    const sums = new Float64Array(n)
    const squares = new Float64Array(n)
    for (let i = 0, at = 0; i < n; i++) {
      const w = weights[i]
      if (w === 0) {
        at += n - 1 - i
        continue
      }
      for (let j = i + 1; j < n; j++, at++) {
        const weight = w * weights[j]
        const place = lagAt[at]
        mass[place] += weight
        sums[place] += weight * sum[at]
        squares[place] += weight * square[at]
      }
    }
    const lags = Float64Array.from(mass.keys()).filter(place => mass[place] > 0)
    const centred = lags.map(place => sums[place] / (2 * mass[place]))
    return {
      lags,
      pairs: lags.map(place => 2 * mass[place]),
      mean: centred.map(mean => mean + centre),
      deviation: lags.map((place, at) =>
        Math.sqrt(Math.max(0, squares[place] / (2 * mass[place]) - centred[at] ** 2)),
      ),
    }
  }
}
