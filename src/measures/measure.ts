import type { Json } from '../base/json.ts'
import type { ItemDraws } from '../math/draw-kernel.ts'
import type { Draw } from './draw.ts'
import type { Scored } from './scored.ts'

/** The result of one measure on one series and model. */
export interface Outcome {
  /** NaN where undefined. */
  readonly value: number
  /** Why it is undefined; given exactly when `value` is NaN. */
  readonly reason?: string
  readonly details?: { readonly [key: string]: Json }
  /** 95 % interval of a measure whose `resampling` is 'own'. */
  readonly interval?: readonly [low: number, high: number] | null
}

/**
 * How the 95 % interval of a measure is made; docs/validity.md says what each covers.
 * - `items`: percentiles over resampled items, pairs weighing w_j · w_k on their original lags.
 * - `rows`: percentiles over resampled rows, each row as it is.
 * - `halves`: half of the items without replacement, for what duplicates would bias.
 * - `tenths`: all but a tenth of the items, for what changes its meaning on half of them, with the spread that all have.
 * - `own`: by `compute` itself.
 * - `none`: it has none.
 */
export type Resampling = 'items' | 'rows' | 'halves' | 'tenths' | 'own' | 'none'

/** One way to score how a model places a series. A new one is a file and a line in catalogue.ts. */
export interface Measure {
  /** As in run files and docs. */
  readonly id: string
  /** What it asks, for a table's head or a tooltip. */
  readonly title: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** Which of the string references stands beside it as the floor. Default: the best, and none where neither is better. */
  readonly floor?: 'highest' | 'lowest'
  /** Range of the value; null where there is no bound. */
  readonly range: readonly [number | null, number | null]
  /** What a model that knows nothing is expected to score; null where no closed form is known. */
  chance(scored: Scored): number | null
  readonly resampling: Resampling
  compute(scored: Scored): Outcome
  /**
   * The value under the weights of a draw, NaN where undefined; under equal weights that of `compute`, and
   * asked for only where that is defined.
   * Given exactly when `resampling` is `items`, `rows`, `halves` or `tenths`.
   */
  weighted?(scored: Scored): (draw: Draw) => number
  /** Details that say how sure they are, in place of those of `compute`, from the weights of each resample of the items. */
  resampledDetails?(scored: Scored, draws: ItemDraws): NonNullable<Outcome['details']>
  /** What each draw is counted as; the shares go into the details as `wins`. */
  vote?(draw: Draw): string
}
