/** Two that can be told apart, in either order. */
interface Apart {
  readonly a: string
  readonly b: string
}

/**
 * Ranks with ties, from the top: the best of those left opens a rank, and all of them that cannot be told apart
 * from it share that rank. A rank is one more than the number of entrants before it.
 *
 * @param sign 1 where the highest comes first, −1 where the lowest does
 */
export function ranksOf(
  scores: readonly { readonly entrant: string; readonly value: number }[],
  apart: readonly Apart[],
  sign: 1 | -1,
): number[] {
  const isApart = (one: string, other: string) =>
    apart.some(({ a, b }) => (a === one && b === other) || (a === other && b === one))
  const ranks = new Array<number>(scores.length).fill(0)
  let open = [...scores.keys()].sort((x, y) => sign * (scores[y].value - scores[x].value))
  while (open.length > 0) {
    const rank = scores.length - open.length + 1
    const [best] = open
    const further = open.filter(at => isApart(scores[at].entrant, scores[best].entrant))
    for (const at of open) if (!further.includes(at)) ranks[at] = rank
    open = further
  }
  return ranks
}
