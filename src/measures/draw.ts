import { type ConcordanceRows, concordanceRows } from '../math/concordance.ts'
import { rowCorrelationsUnder } from '../math/correlation.ts'
import { type LagProfile, lagsAt } from './lag-profile.ts'
import type { Scored } from './scored.ts'

/** One draw of a bootstrap: how much each item weighs, and what several measures need of the matrix then. */
export interface Draw {
  /** One for each item, ≥ 0. */
  readonly weights: ArrayLike<number>
  /** The rows of the matrix made ready for counting; the same in every draw. */
  concordanceRows(): ConcordanceRows
  /** Mean and spread at each lag that weighs anything. */
  profile(): LagProfile
  /** Spearman's correlation of score and closeness in each row; NaN where undefined. */
  rowCorrelations(): Float64Array
}

/** Draws on one matrix. What the weights do not change is computed once, and nothing that is not asked for. */
export function drawsOn(scored: Scored): (weights: ArrayLike<number>) => Draw {
  const rows = once(() => concordanceRows(scored.rounded, scored.distances, scored.n))
  const profile = once(() => profileUnder(scored))
  const correlations = once(() => rowCorrelationsUnder(rows()))
  return weights => ({
    weights,
    concordanceRows: rows,
    profile: once(() => profile()(weights)),
    rowCorrelations: once(() => correlations()(weights)),
  })
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Gives the lag profile of a matrix under weights of its items: pairs weigh w_i · w_j, at their original lags. */
export type ProfileUnder = (weights: ArrayLike<number>) => LagProfile

/** As `lagProfile` with weights, made ready to be asked for many of them: O(n²) each, in one pass. */
function profileUnder({ n, raw, lags: { isEven, apart, groupOf }, profile }: Scored): ProfileUnder {
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
      lagAt[at] = groupOf(i, j)
      sum[at] = forth + back
      square[at] = forth * forth + back * back
    }
  }
  return weights => {
    const mass = new Float64Array(apart.length)
    const sums = new Float64Array(apart.length)
    const squares = new Float64Array(apart.length)
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
    const places = Float64Array.from(mass.keys()).filter(place => mass[place] > 0)
    const centred = places.map(place => sums[place] / (2 * mass[place]))
    return {
      isEven,
      lags: lagsAt(places, apart),
      pairs: places.map(place => 2 * mass[place]),
      mean: centred.map(mean => mean + centre),
      deviation: places.map((place, at) =>
        Math.sqrt(Math.max(0, squares[place] / (2 * mass[place]) - centred[at] ** 2)),
      ),
    }
  }
}
