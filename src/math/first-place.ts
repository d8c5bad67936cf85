/** Where the right item stands among the items by their scores. */
export interface Place {
  /** Items that score higher. */
  readonly above: number
  /** Other items that score the same. */
  readonly beside: number
}

/** @param right index of the right item; ties are exact: round before */
export function placeOf(scores: ArrayLike<number>, right: number): Place {
  let above = 0
  let beside = -1
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] > scores[right]) above++
    if (scores[i] === scores[right]) beside++
  }
  return { above, beside }
}

/** 1 for the first place, shared with those that score the same; else 0. */
export function firstPlaceHit({ above, beside }: Place): number {
  return above > 0 ? 0 : 1 / (beside + 1)
}

/** 1 over the rank; its mean over the ranks that items of equal score share. */
export function reciprocalRank({ above, beside }: Place): number {
  let sum = 0
  for (let rank = above + 1; rank <= above + beside + 1; rank++) sum += 1 / rank
  return sum / (beside + 1)
}
