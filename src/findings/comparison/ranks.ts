interface Difference {
  readonly a: string
  readonly b: string
  readonly adjusted: number
}

/**
 * Ranks with ties: the best is first, and with it all that cannot be told apart from it; then the best of the
 * rest, and so on. A rank is one more than the number of entrants before it.
 *
 * @param sign 1 where higher is better, −1 where lower is
 * @param level adjusted p-values up to it tell two apart
 */
export function ranksOf(
  scores: readonly { readonly entrant: string; readonly value: number }[],
  differences: readonly Difference[],
  sign: 1 | -1,
  level: number,
): number[] {
  const isApart = (a: string, b: string) =>
    differences.some(
      pair => pair.adjusted <= level && ((pair.a === a && pair.b === b) || (pair.a === b && pair.b === a)),
    )
  const ranks = new Array<number>(scores.length).fill(0)
  const open = [...scores.keys()].sort((x, y) => sign * (scores[y].value - scores[x].value))
  let before = 0
  while (open.length > 0) {
    const [best] = open
    const group = open.filter(at => at === best || !isApart(scores[at].entrant, scores[best].entrant))
    for (const at of group) {
      ranks[at] = before + 1
      open.splice(open.indexOf(at), 1)
    }
    before += group.length
  }
  return ranks
}
