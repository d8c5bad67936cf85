import { type Fraction, fraction, fractionOf, negative, product } from '../../math/fraction.ts'
import { timeReading } from './clock-times.ts'
import { type Currency, currencyBefore, currencyBehind } from './currencies.ts'
import { dateReading } from './dates.ts'
import { type Folded, isWordCharacter, matchAt } from './folded.ts'
import { type Numeral, numeralAt } from './numerals.ts'
import { asString, type Found, type QuantityReading, reading } from './quantity.ts'
import { magnitudeAt, unitAt, unitBefore } from './unit-names.ts'
import { inBaseUnit, type Unit } from './units.ts'

const bound = /(<=|>=|[<>≤≥±]) ?/y
const sign = /[-+](?=[\d.$€£¥₹½¼¾])|(?:minus|negative|plus) (?=[a-z\d$€£¥.])|(?:零下|负) ?/y
const share = /(百|千)分之/y
const belowZero = / below (?:zero|0)\b/y
const ordinalEnd = /(?:st|nd|rd|th)(?![a-z])|s(?![a-z])|x(?![a-z])/y

/** A number at a place with its sign, and with the currency or the unit that it is counted in. */
export function amountAt(folded: Folded, at: number): Found | null {
  const { lower } = folded
  const limit = matchAt(bound, lower, at)
  let cursor = at + (limit?.[0].length ?? 0)
  const first = signAt(lower, cursor)
  cursor += first.length
  const before = currencyBefore(lower, cursor)
  if (before !== null) cursor = before.end + (lower[before.end] === ' ' ? 1 : 0)
  const second = before === null ? { length: 0, isNegative: false } : signAt(lower, cursor)
  cursor += second.length
  const unit = before === null && first.length === 0 ? unitBefore(folded, cursor) : null
  if (unit !== null) cursor = unit.end
  const shares = matchAt(share, lower, cursor)
  cursor += shares?.[0].length ?? 0
  const isHundred = shares !== null && lower[cursor] === '百'
  const numeral = isHundred ? hundred(cursor + 1) : numeralAt(folded, cursor)
  if (numeral === null) return null
  const isNegative = first.isNegative || second.isNegative
  const amount = counted(folded, numeral, {
    isNegative,
    before,
    unit,
    shares: shares?.[1] ?? null,
    isSigned: first.length > 0,
  })
  if (amount === null) return null
  // 1.299k is no 1,299 thousand.
  const isShort = numeral.notation === 'open point' && matchAt(/k(?![a-z])/y, lower, numeral.end) !== null
  return {
    ...amount,
    notation: isShort ? 'point' : numeral.notation,
    ...(limit !== null && { bound: boundSign(limit[1]) }),
  }
}

/** 百分之百. */
function hundred(end: number): Numeral {
  return { end, value: fraction(100n), digits: null, notation: null }
}

function boundSign(written: string): string {
  return written.replace('<=', '≤').replace('>=', '≥')
}

function signAt(lower: string, at: number): { readonly length: number; readonly isNegative: boolean } {
  const match = matchAt(sign, lower, at)
  // A hyphen behind a word, a number or a bracket is none.
  if (match === null || (lower[at] === '-' && /[\w)\]%]/.test(lower[at - 1] ?? '')))
    return { length: 0, isNegative: false }
  return { length: match[0].length, isNegative: !/[+]|plus/.test(match[0]) }
}

interface Beside {
  readonly isNegative: boolean
  readonly isSigned: boolean
  readonly before: Currency | null
  readonly unit: { readonly units: readonly Unit[] } | null
  /** 百 or 千 of 百分之 and 千分之. */
  readonly shares: string | null
}

function counted(folded: Folded, numeral: Numeral, beside: Beside): Found | null {
  const { lower } = folded
  const magnitude = magnitudeAt(folded, numeral.end, beside.before !== null)
  const end = magnitude?.end ?? numeral.end
  const size = magnitude === null ? numeral.value : product(numeral.value, magnitude.factor)
  const value = beside.isNegative ? negative(size) : size
  if (beside.shares !== null) {
    const percent = beside.shares === '百' ? value : product(value, fraction(1n, 10n))
    return { end, readings: [reading('percent', percent, '%')] }
  }
  if (beside.before !== null && !isWordCharacter(lower[end])) {
    // $5 USD, ¥100 元: said twice.
    const again = currencyBehind(lower, end)
    const isSame = again?.codes.some(code => beside.before!.codes.includes(code)) === true
    const named = isSame && endsThere(lower, again.end) ? again : null
    return money(named?.end ?? end, value, named ?? beside.before)
  }
  const behind = currencyBehind(lower, end)
  const unit = unitAt(folded, end)
  if (behind !== null && endsThere(lower, behind.end) && (unit === null || behind.end >= unit.end)) {
    const found = money(behind.end, value, behind)
    // 5 pounds may be a weight as well.
    return unit === null || unit.end > behind.end
      ? found
      : { ...found, readings: [...found.readings, ...inUnits(value, unit.units)], shape: 'pounds' }
  }
  if (unit !== null) return measured(lower, unit.end, value, unit.units)
  if (beside.unit !== null && !isWordCharacter(lower[end]))
    return measured(lower, end, value, beside.unit.units)
  return bare(lower, numeral, { end, value, isWhole: magnitude === null && !beside.isSigned })
}

/** A name in letters ends where they end; 30元5角 goes on. */
function endsThere(lower: string, end: number): boolean {
  return !isWordCharacter(lower[end - 1]) || !isWordCharacter(lower[end])
}

function money(end: number, value: Fraction, { codes, factor }: Currency): Found {
  const size = product(value, factor)
  const readings = codes.map(code => reading('money', size, code))
  return {
    end,
    readings,
    amount: { value: size, factor },
    ...(codes.length > 1 && { shape: codes.join(' or ') }),
  }
}

function measured(lower: string, end: number, value: Fraction, units: readonly Unit[]): Found {
  const below =
    units[0].kind === 'temperature' || units[0].kind === 'angle' ? matchAt(belowZero, lower, end) : null
  const signed = below === null ? value : negative(value)
  const [{ factor, offset }] = units
  return {
    end: end + (below?.[0].length ?? 0),
    readings: inUnits(signed, units),
    ...(offset === undefined && { amount: { value: inBaseUnit(signed, units[0]), factor } }),
    ...(units.length > 1 && { shape: 'degrees' }),
  }
}

function inUnits(value: Fraction, units: readonly Unit[]): readonly QuantityReading[] {
  return units.map(unit => reading(unit.kind, inBaseUnit(value, unit), unit.base))
}

/** A number that nothing is said about: its digits may be those of a year, a date, a time, a version or an id. */
function bare(
  lower: string,
  { digits }: Numeral,
  { end, value, isWhole }: { readonly end: number; readonly value: Fraction; readonly isWhole: boolean },
): Found | null {
  const suffix = digits === null ? null : matchAt(ordinalEnd, lower, end)
  const last = end + (suffix?.[0].length ?? 0)
  // Part of something longer: 4xy9, 1.2.3, 841/09/EN.
  if (isWordCharacter(lower[last]) || /^[./_]\d/.test(lower.slice(last, last + 2))) return null
  const below = suffix === null ? matchAt(belowZero, lower, end) : null
  if (below !== null) return { end: end + below[0].length, readings: [reading('number', negative(value))] }
  const number = reading('number', value)
  if (digits === null || !isWhole || suffix !== null) return { end: last, readings: [number] }
  if (digits.includes('.')) {
    // 1.10 is 1.1 as a number, and another version.
    const isVersion = /^\d{1,4}\.\d{1,3}$/.test(digits)
    return isVersion
      ? { end, readings: [number, asString('version', digits)], shape: 'decimal', written: digits }
      : { end, readings: [number] }
  }
  const isPadded = /^0\d/.test(digits)
  const readings = [isPadded ? asString('id', digits) : number, ...otherReadings(digits)]
  return { end, readings, shape: 'integer', written: digits }
}

function otherReadings(digits: string): readonly QuantityReading[] {
  if (digits.length === 8) {
    const date = dateReading({
      year: Number(digits.slice(0, 4)),
      month: Number(digits.slice(4, 6)),
      day: Number(digits.slice(6)),
    })
    return date === null || !/^(?:19|20)/.test(digits) ? [] : [date]
  }
  if (digits.length !== 4) return []
  const [hour, minute] = [Number(digits.slice(0, 2)), Number(digits.slice(2))]
  const year = Number(digits) >= 1000 && Number(digits) <= 2999 ? dateReading({ year: Number(digits) }) : null
  return [
    ...(year === null ? [] : [year]),
    ...(hour < 24 && minute < 60 ? [timeReading(3600 * hour + 60 * minute, null)] : []),
  ]
}

/** a/b where it counts in a unit (3/4 mile). */
export function fractionAmount(folded: Folded, end: number, parts: readonly [string, string]): Found | null {
  const unit = unitAt(folded, end)
  if (unit === null || Number(parts[1]) === 0 || unit.units[0].base === 'mmHg') return null
  const value = product(fractionOf(parts[0]), fraction(1n, BigInt(parts[1])))
  return measured(folded.lower, unit.end, value, unit.units)
}
