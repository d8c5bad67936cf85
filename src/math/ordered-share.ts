/**
 * Of all pairs of items of unequal grade the share in which the one of the higher grade scores higher; half where both
 * score the same. Chance 0.5, range [0, 1]; NaN where all grades are equal. With grades of 1 and 0 it is the area under
 * the receiver operating curve (Mann and Whitney 1947). Ties are exact: round before. O(n²).
 *
 * @param weights of the items; a pair weighs their product. Default: all 1.
 */
export function orderedShare(
  scores: ArrayLike<number>,
  grades: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  let ordered = 0
  let comparable = 0
  for (let i = 0; i < scores.length; i++) {
    for (let j = 0; j < i; j++) {
      const side = Math.sign(grades[i] - grades[j])
      if (side === 0) continue
      const weight = weights ? weights[i] * weights[j] : 1
      comparable += weight
      ordered += (weight * (1 + side * Math.sign(scores[i] - scores[j]))) / 2
    }
  }
  return comparable === 0 ? Number.NaN : ordered / comparable
}
