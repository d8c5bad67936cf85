/** Documents that differ from one another in one place only, by a digit there. */
export interface DigitGroup {
  /** Counted in characters from the right, 1 = the last. */
  readonly place: number
  /** Whether it is the first significant digit: no 1–9 before it. */
  readonly isLeading: boolean
  /** What stands in all other places. */
  readonly rest: string
  /** Three at least, in the order of the series. */
  readonly documents: readonly { readonly item: number; readonly digit: string }[]
}

const digit = /^[0-9]$/

/** Every group of three or more such documents, in the order in which they begin. O(characters). */
export function digitGroups(texts: readonly string[]): DigitGroup[] {
  const groups = new Map<string, DigitGroup & { documents: { item: number; digit: string }[] }>()
  for (const [item, text] of texts.entries()) {
    const points = Array.from(text)
    for (const [at, point] of points.entries()) {
      if (!digit.test(point)) continue
      const before = points.slice(0, at).join('')
      const after = points.slice(at + 1).join('')
      const key = JSON.stringify([before, after])
      const group = groups.get(key)
      if (group !== undefined) group.documents.push({ item, digit: point })
      else
        groups.set(key, {
          place: points.length - at,
          isLeading: !/[1-9]/.test(before),
          rest: before + after,
          documents: [{ item, digit: point }],
        })
    }
  }
  return [...groups.values()].filter(({ documents }) => documents.length >= 3)
}

/**
 * Two documents that differ in the last place that varies, and there as much as they can: $21 and $29. Null where no
 * place varies behind a leading digit.
 */
export function lastDigitPair(texts: readonly string[]): readonly [string, string] | null {
  const inner = digitGroups(texts).filter(({ isLeading }) => !isLeading)
  const last = Math.min(...inner.map(({ place }) => place))
  const groups = inner.filter(({ place }) => place === last)
  if (groups.length === 0) return null
  // Not the first group: 10 and 19 differ less in the eye than 51 and 59.
  const { rest, documents } = groups[Math.floor(groups.length / 2)]
  const fresh = documents.filter(({ digit }) => digit !== '0' && !rest.includes(digit))
  const shown = (fresh.length > 1 ? fresh : documents).toSorted((a, b) => Number(a.digit) - Number(b.digit))
  return [texts[shown[0].item], texts[shown[shown.length - 1].item]]
}

/**
 * A document that stands in groups of as many places as any other, of different characters where there is one: it
 * shows where the places are. Null where no place varies behind a leading digit.
 */
export function documentOfPlaces(texts: readonly string[]): string | null {
  const places = new Map<number, Set<number>>()
  for (const { place, isLeading, documents } of digitGroups(texts)) {
    if (isLeading) continue
    for (const { item } of documents) places.set(item, (places.get(item) ?? new Set()).add(place))
  }
  const most = Math.max(...[...places.values()].map(({ size }) => size))
  const fit = [...places].filter(([, { size }]) => size === most).map(([item]) => texts[item])
  if (fit.length === 0) return null
  const variety = (text: string) => new Set(text).size
  const middle = fit.slice(Math.floor(fit.length / 2))
  return middle.reduce((a, b) => (variety(b) > variety(a) ? b : a))
}
