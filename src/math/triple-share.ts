/** Triples of items i, j, k, each with an outcome: 1 where j comes before k as it should, ½ where they are equal, else 0. */
export interface ItemTriples {
  /** i, j, k of one triple after another. */
  readonly items: Uint32Array
  /** One for each triple. */
  readonly outcomes: Float64Array
}

/**
 * The mean outcome, a triple weighing w_i · w_j · w_k; NaN where none weighs anything. O(triples).
 * @param weights whole numbers; default: all triples weigh 1
 */
export function tripleShare({ items, outcomes }: ItemTriples, weights?: ArrayLike<number>): number {
  let sum = 0
  let total = 0
  for (let triple = 0; triple < outcomes.length; triple++) {
    const weight =
      weights === undefined
        ? 1
        : weights[items[3 * triple]] * weights[items[3 * triple + 1]] * weights[items[3 * triple + 2]]
    sum += weight * outcomes[triple]
    total += weight
  }
  return total === 0 ? Number.NaN : sum / total
}
