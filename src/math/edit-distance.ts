/**
 * Levenshtein distance: the least number of insertions, deletions and substitutions of Unicode code points
 * that turns one text into the other. O(|a| · |b|) time, O(|b|) memory. Levenshtein 1966.
 */
export function editDistance(a: string, b: string): number {
  const from = Array.from(a)
  const to = Array.from(b)
  let previous = Uint32Array.from({ length: to.length + 1 }, (_, j) => j)
  let current = new Uint32Array(to.length + 1)
  for (let i = 1; i <= from.length; i++) {
    current[0] = i
    for (let j = 1; j <= to.length; j++) {
      const substitution = previous[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)
      current[j] = Math.min(substitution, previous[j] + 1, current[j - 1] + 1)
    }
    ;[previous, current] = [current, previous]
  }
  return previous[to.length]
}

/** The names nearest to a mistyped one, best first: at most three, none farther than a third of its length (at least two edits). */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const limit = Math.max(2, Math.floor(name.length / 3))
  return known
    .map(candidate => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate, 'en'))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}
