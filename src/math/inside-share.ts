import { ascendingOrder } from './rank.ts'

/**
 * Of all pairs of an item inside a range and one outside it, the share in which the one inside scores higher; half
 * where both score the same. Chance 0.5, range [0, 1]. It is the area under the receiver operating curve (Mann and
 * Whitney 1947). Ties are exact: round before. O(n log n).
 *
 * @param sides 1 inside, 0 outside, -1 neither, as what stands on the limit
 * @returns the share under weights of the items, a pair weighing their product (default: all 1); NaN where nothing
 * that weighs anything is inside, or nothing outside. O(n).
 */
export function insideShare(
  scores: ArrayLike<number>,
  sides: ArrayLike<number>,
): (weights?: ArrayLike<number>) => number {
  const order = ascendingOrder(scores).filter(item => sides[item] >= 0)
  return weights => {
    let inside = 0
    let outside = 0
    let above = 0
    for (let start = 0; start < order.length; ) {
      let [insideHere, outsideHere] = [0, 0]
      let end = start
      for (; end < order.length && scores[order[end]] === scores[order[start]]; end++) {
        const weight = weights ? weights[order[end]] : 1
        if (sides[order[end]] === 1) insideHere += weight
        else outsideHere += weight
      }
      above += insideHere * (outside + outsideHere / 2)
      inside += insideHere
      outside += outsideHere
      start = end
    }
    return inside * outside === 0 ? Number.NaN : above / (inside * outside)
  }
}
