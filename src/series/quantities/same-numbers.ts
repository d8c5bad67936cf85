import { checkArgument } from '../../base/arguments.ts'
import { fold } from './folded.ts'
import { readQuantities } from './quantities.ts'
import { type DateParts, type Quantity, type QuantityReading, readingKey } from './quantity.ts'

/** What stands in one of two texts and has nothing to match it in the other. */
export interface NumberDifferences {
  readonly first: readonly Quantity[]
  readonly second: readonly Quantity[]
}

/** More that are written differently are not matched with each other: all of them are differences. */
const maxMatched = 200

/**
 * Whether two texts hold the same numbers, prices, dates, times, versions, ids and amounts, however they are written:
 * $1,299.00 and 1299 dollars, 5 mg and 0.005 g, 15 October and 2025-10-15. Each must be matched by one of the other
 * text, in any order; where the words are the same, in the same order. Symmetric, and true of a text and itself.
 *
 * It is for refusing a merge, so in doubt it says no: a number that it cannot read in one of the texts, a year against
 * a whole date, 1.1 against 1.10 (versions?) and $5 against 5 are not the same. A date without a year is that of any
 * year, a time without a zone that of any zone, and what is counted by (a month) may be said by one of them alone. It
 * says nothing of the words.
 */
export function sameNumbers(a: string, b: string): boolean {
  const { first, second } = numberDifferences(a, b)
  return first.length === 0 && second.length === 0
}

/** What `sameNumbers` finds to differ, for a log: empty lists where the numbers are the same. */
export function numberDifferences(a: string, b: string): NumberDifferences {
  for (const text of [a, b]) checkArgument('sameNumbers', text, 'text')
  const [first, second] = [a, b].map(readQuantities)
  const rates = ratesApart(first.filter(isRate), second.filter(isRate))
  const others = valuesApart(textOf(a, first), textOf(b, second))
  return { first: [...others.first, ...rates.first], second: [...others.second, ...rates.second] }
}

function isRate({ kind }: Quantity): boolean {
  return kind === 'per'
}

const same: NumberDifferences = { first: [], second: [] }

/** What things are counted by (a month) need not be said; where both texts say it, they must say the same. */
function ratesApart(first: readonly Quantity[], second: readonly Quantity[]): NumberDifferences {
  if (first.length === 0 || second.length === 0) return same
  const keys = [first, second].map(each => new Set(each.map(keyOf)))
  const apart = (quantities: readonly Quantity[], other: ReadonlySet<string>) =>
    quantities.filter(quantity => !other.has(keyOf(quantity)))
  return { first: apart(first, keys[1]), second: apart(second, keys[0]) }
}

/** A text apart from its rates. */
interface ReadText {
  readonly values: readonly Quantity[]
  /** What is left of the text when all that was read is taken away. */
  words(): string
}

function textOf(text: string, quantities: readonly Quantity[]): ReadText {
  const words = () => {
    const ends = [0, ...quantities.map(({ end }) => end)]
    const starts = [...quantities.map(({ start }) => start), text.length]
    const left = ends.map((end, at) => text.slice(end, starts[at])).join(' ')
    return fold(left)
      .lower.replaceAll(/[^\p{L}]+/gu, ' ')
      .trim()
  }
  return { values: quantities.filter(each => !isRate(each)), words }
}

function valuesApart(a: ReadText, b: ReadText): NumberDifferences {
  const [first, second] = [a.values, b.values]
  if (first.length === second.length) {
    const differs = (_: Quantity, at: number) => !agree(first[at], second[at])
    const inOrder = { first: first.filter(differs), second: second.filter(differs) }
    // In the same words two values that change places are a change: 10:20 to 20:10.
    if (inOrder.first.length === 0 || a.words() === b.words()) return inOrder
  }
  return unmatched(...withoutEqual(first, second))
}

/**
 * Those that have none in the other text that is just like it. These go first: so a date without a year takes none of
 * the whole dates that are needed elsewhere.
 */
function withoutEqual(
  first: readonly Quantity[],
  second: readonly Quantity[],
): [readonly Quantity[], readonly Quantity[]] {
  const open = new Map<string, number[]>()
  for (const [at, quantity] of second.entries()) {
    const key = keyOf(quantity)
    const places = open.get(key)
    if (places === undefined) open.set(key, [at])
    else places.push(at)
  }
  const taken = new Set<number>()
  const left = first.filter(quantity => {
    const at = open.get(keyOf(quantity))?.shift()
    if (at !== undefined) taken.add(at)
    return at === undefined
  })
  return [left, second.filter((_, at) => !taken.has(at))]
}

function keyOf({ shape, written, bound, notation, readings }: Quantity): string {
  return JSON.stringify([shape, shape === null ? readingKey(readings[0]) : written, bound, notation])
}

/** The largest matching, by augmenting paths; what it leaves. */
function unmatched(first: readonly Quantity[], second: readonly Quantity[]): NumberDifferences {
  if (Math.max(first.length, second.length) > maxMatched) return { first, second }
  const partnerOf = new Map<number, number>()
  const left = first.filter((_, at) => !matched(at, new Set()))
  function matched(at: number, tried: Set<number>): boolean {
    for (const [other, quantity] of second.entries()) {
      if (tried.has(other) || !agree(first[at], quantity)) continue
      tried.add(other)
      const partner = partnerOf.get(other)
      if (partner !== undefined && !matched(partner, tried)) continue
      partnerOf.set(other, at)
      return true
    }
    return false
  }
  return { first: left, second: second.filter((_, at) => !partnerOf.has(at)) }
}

function agree(a: Quantity, b: Quantity): boolean {
  if (a.bound !== null && b.bound !== null && a.bound !== b.bound) return false
  if (isOpen(a, b) || isOpen(b, a)) return false
  if (a.shape !== null && a.shape === b.shape) return a.written === b.written
  return a.readings.some(one => b.readings.some(other => isSame(one, other)))
}

/**
 * Whether the marks of `a` leave open whether it is `b`: 1,200 beside 1.200,00 (1200 or 1.2), 1.200 beside 1,2 and
 * 548.000 beside 548 (where points stand between thousands).
 */
function isOpen(a: Quantity, b: Quantity): boolean {
  if (a.notation === 'open comma') return b.notation === 'comma'
  return a.notation === 'open point' && (b.notation === 'comma' || b.notation === null)
}

function isSame(a: QuantityReading, b: QuantityReading): boolean {
  if (a.kind !== b.kind || a.unit !== b.unit) return false
  if (a.date !== undefined && b.date !== undefined) return isSameDate(a.date, b.date)
  if (a.kind === 'time' && a.zone !== b.zone && (a.zone ?? null) !== null && (b.zone ?? null) !== null)
    return false
  return a.exact === b.exact
}

/** Of the same parts, the year and the day of the week apart, which need not be said. */
function isSameDate(a: DateParts, b: DateParts): boolean {
  const open = (one: number | null, other: number | null) => one === null || other === null || one === other
  const said = (parts: DateParts) => parts.month === null && parts.day === null
  if (said(a) && said(b) && (a.year === null) !== (b.year === null)) return false
  return a.month === b.month && a.day === b.day && open(a.year, b.year) && open(a.weekday, b.weekday)
}
