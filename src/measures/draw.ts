import { type ConcordanceRows, concordanceRows } from '../math/concordance.ts'
import type { LagProfile } from './lag-profile.ts'
import { profileUnder } from './lag-sums.ts'
import { rowCorrelationsUnder } from './row-correlations.ts'
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
