import { checkArgument } from '../../base/arguments.ts'
import { compareFractions, fraction, fractionOf, sum } from '../../math/fraction.ts'
import { isoDate } from '../written.ts'
import { amountAt } from './amounts.ts'
import { timeAt, timeReading } from './clock-times.ts'
import { digitGroupsAt, idAt, numberedAt, pairAt, phoneAt, romanAt, sectionAt, versionAt } from './codes.ts'
import { dateAt, dateReading } from './dates.ts'
import { durationAt } from './durations.ts'
import { type Folded, fold, isWordCharacter, matchAt } from './folded.ts'
import { type Found, type Quantity, type QuantityReading, reading, readingKey } from './quantity.ts'
import { perAt } from './unit-names.ts'

/** In this order, as a date is also numbers, and a version also a number. */
const readers: readonly ((folded: Folded, at: number) => Found | null)[] = [
  dateAt,
  timeAt,
  sectionAt,
  versionAt,
  phoneAt,
  pairAt,
  digitGroupsAt,
  numberedAt,
  romanAt,
  amountAt,
  idAt,
]

interface Placed extends Found {
  readonly start: number
}

/**
 * Every number, price, date, time, version, id and amount in a unit that a text holds, in order: in digits of any
 * script, in English words or Chinese numerals. None overlaps another. Time grows with the length of the text.
 */
export function readQuantities(text: string): readonly Quantity[] {
  checkArgument('readQuantities', text, 'text')
  const folded = fold(text)
  const placed = inRanges(folded, inOneZone(folded, added(folded, scanned(folded))))
  return placed.map(({ start, end, readings, shape = null, written, bound = null, notation = null }) => ({
    kind: readings[0].kind,
    text: text.slice(start, end),
    start,
    end,
    readings,
    shape,
    written: written ?? readingKey(readings[0]),
    notation,
    bound,
  }))
}

function scanned(folded: Folded): Placed[] {
  const { lower } = folded
  const placed: Placed[] = []
  let at = 0
  let behind = -1
  while (at < lower.length) {
    if (lower[at] === ' ' && behind !== at) {
      at++
      continue
    }
    const found = foundAt(folded, at, behind)
    if (found !== null) {
      placed.push({ start: at, ...found })
      behind = found.end
      at = found.end
    } else at = endOfWord(lower, at)
  }
  return placed
}

/** Nothing begins within a word; user_12 is two. */
function endOfWord(lower: string, at: number): number {
  const isPart = (character: string | undefined) => character !== '_' && isWordCharacter(character)
  let end = at + 1
  if (isPart(lower[at])) while (isPart(lower[end])) end++
  return end
}

function foundAt(folded: Folded, at: number, behind: number): Found | null {
  const isBehind = behind === at || (behind === at - 1 && folded.lower[behind] === ' ')
  const counted = durationAt(folded, at) ?? perAt(folded, at, isBehind)
  if (counted !== null) return counted
  for (const reader of readers) {
    const found = reader(folded, at)
    if (found !== null) return found
  }
  return null
}

const together = /^(?:,? ?(?:and )?| ?又)$/

/** Amounts that are said in several units, the larger first: 1 h 30 min, 5 ft 10 in, 12 dollars and 50 cents. */
function added({ lower }: Folded, placed: readonly Placed[]): Placed[] {
  const result: Placed[] = []
  for (const next of placed) {
    const last = result.at(-1)
    const isPart =
      last?.amount !== undefined &&
      next.amount !== undefined &&
      last.readings[0].kind === next.readings[0].kind &&
      next.readings.some(({ unit }) => unit === last.readings[0].unit) &&
      compareFractions(next.amount.factor, last.amount.factor) < 0 &&
      compareFractions(next.amount.value, fraction(0n)) >= 0 &&
      next.start - last.end < 7 &&
      together.test(lower.slice(last.end, next.start))
    if (!isPart) {
      result.push(next)
      continue
    }
    const isNegative = last.amount!.value.numerator < 0n
    const value = isNegative
      ? sum(last.amount!.value, { ...next.amount!.value, numerator: -next.amount!.value.numerator })
      : sum(last.amount!.value, next.amount!.value)
    const readings = last.readings.map(({ kind, unit }) => reading(kind, value, unit))
    result[result.length - 1] = {
      ...last,
      end: next.end,
      readings,
      amount: { value, factor: next.amount!.factor },
    }
  }
  return result
}

const between = /^(?:,? |, ?at | at |t|)$/

/** A date and the time with a zone behind it, in UTC: 21:05+02:00 is 19:05Z, which may be of another day. */
function inOneZone({ lower }: Folded, placed: readonly Placed[]): Placed[] {
  const result = [...placed]
  for (let at = 0; at + 1 < result.length; at++) {
    const [date, time] = [result[at], result[at + 1]]
    const [day, clock] = [date.readings[0], time.readings[0]]
    const zone = /^([+-]\d\d):(\d\d)$/.exec(clock.zone ?? '')
    if (date.readings.length > 1 || day.kind !== 'date' || day.value === null || zone === null) continue
    if (time.start - date.end > 5 || !between.test(lower.slice(date.end, time.start))) continue
    const [hours, minutes] = [Number(zone[1]), Number(zone[2])]
    const offset = 3600 * hours + 60 * (zone[1].startsWith('-') ? -minutes : minutes)
    const [whole, part] = clock.exact.includes('/') ? [Math.floor(clock.value!), clock] : [clock.value!, null]
    const seconds = whole - offset
    const shift = Math.floor(seconds / 86_400)
    result[at] = { ...date, readings: [movedDay(day, shift)] }
    result[at + 1] = { ...time, readings: [movedTime(seconds - 86_400 * shift, whole, part)] }
  }
  return result
}

function movedDay(day: QuantityReading, shift: number): QuantityReading {
  const [year, month, date] = isoDate(day.value! + shift)
    .split('-')
    .map(Number)
  return shift === 0 ? day : dateReading({ year, month, day: date })!
}

function movedTime(seconds: number, whole: number, part: QuantityReading | null): QuantityReading {
  if (part === null) return timeReading(seconds, 'utc')
  const [numerator, denominator] = part.exact.split('/').map(BigInt)
  const exact = sum(fraction(numerator, denominator), fractionOf(String(seconds - whole)))
  return { ...reading('time', exact), zone: 'utc' }
}

const range = /^ ?(?:-|~|to|至|到) ?$/
const both = / ?(?:and|与|和) ?$/y

/** 5 to 10 kg is 5 kg to 10 kg, $10-20 is $10 to $20: the unit or the currency of one end is that of the other. */
function inRanges({ lower }: Folded, placed: readonly Placed[]): Placed[] {
  const result = [...placed]
  for (let at = 0; at + 1 < result.length; at++) {
    const [first, second] = [result[at], result[at + 1]]
    if (second.start - first.end > 5 || !isRange(lower, first, second)) continue
    const left = withUnitOf(first, second)
    const right = withUnitOf(second, first)
    if (left !== null) result[at] = left
    else if (right !== null && second.readings[0].kind !== 'percent') result[at + 1] = right
  }
  return result
}

function isRange(lower: string, first: Placed, second: Placed): boolean {
  const between = lower.slice(first.end, second.start)
  // "And" joins other things too.
  return (
    range.test(between) ||
    (matchAt(both, between, 0) !== null &&
      /between $|在$/.test(lower.slice(Math.max(0, first.start - 8), first.start)))
  )
}

function withUnitOf(number: Placed, other: Placed): Placed | null {
  if (number.readings[0].kind !== 'number' || number.bound !== undefined) return null
  const { amount } = other
  const isAmount = amount !== undefined || other.readings[0].kind === 'percent'
  if (!isAmount || number.readings[0].unit !== null) return null
  const [numerator, denominator = '1'] = number.readings[0].exact.split('/')
  const value = fraction(BigInt(numerator), BigInt(denominator))
  const factor = amount?.factor ?? fraction(1n)
  const size = fraction(value.numerator * factor.numerator, value.denominator * factor.denominator)
  const readings = other.readings.map(({ kind, unit }) => reading(kind, size, unit))
  const { start, end } = number
  return {
    start,
    end,
    readings,
    notation: number.notation ?? null,
    ...(other.shape !== undefined && { shape: other.shape }),
  }
}
