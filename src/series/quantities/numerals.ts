import { type Fraction, fraction, fractionOf, product, sum } from '../../math/fraction.ts'
import { readingsAs } from '../value.ts'
import { chineseNumberAt } from './chinese-words.ts'
import { englishNumberAt, englishOrdinalAt } from './english-words.ts'
import { type Folded, isWordCharacter, matchAt } from './folded.ts'
import type { NumberNotation } from './quantity.ts'

/** A number without its sign, in digits or words. */
export interface Numeral {
  readonly end: number
  readonly value: Fraction
  /** Its digits where it is nothing but digits, with one point or without: `007`, `1.10`; else null. */
  readonly digits: string | null
  readonly notation: NumberNotation | null
}

/** A longer run of digits is an id: nothing is counted so. */
export const maxDigits = 40

const vulgar: Readonly<Record<string, readonly [bigint, bigint]>> = {
  '½': [1n, 2n],
  '⅓': [1n, 3n],
  '⅔': [2n, 3n],
  '¼': [1n, 4n],
  '¾': [3n, 4n],
  '⅕': [1n, 5n],
  '⅖': [2n, 5n],
  '⅗': [3n, 5n],
  '⅘': [4n, 5n],
  '⅙': [1n, 6n],
  '⅛': [1n, 8n],
  '⅜': [3n, 8n],
  '⅝': [5n, 8n],
  '⅞': [7n, 8n],
}

const spaced = /\d(?: \d){2,39}(?: \. \d(?: \d){0,19})?(?![\d.,]| \d)/y
const grouped = /\d{1,3}([., '])\d{3}(?:\1\d{3}){0,8}(?:[.,]\d{1,20})?(?![.,']?\d)/y
const lakhs = /\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,20})?(?![.,']?\d)/y
const scientific = /\d{1,40}(?:[.,]\d{1,40})?e[+-]?\d{1,3}(?![\w.,]\d|\w)/y
const plainDecimal = /\d{1,40}(?:[.,]\d{1,40})?(?![.,']?\d)/y
const pointFirst = /\.\d{1,40}(?![.,]?\d)/y
const digitsAlone = /\d{1,40}(?!\d)/y
const powerOfTen = / ?[x×*·] ?10(?:\^|\*\*)([+-]?\d{1,2})(?!\d)| ?[x×*·] ?10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})/y
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const mixed = / (\d{1,2})\/(\d{1,3})(?![\d/.,-])/y

/** The number that begins at a place, in digits, fractions, English words or Chinese numerals. */
export function numeralAt(folded: Folded, at: number): Numeral | null {
  const { lower } = folded
  const first = lower[at]
  if (first >= '0' && first <= '9') return withPart(lower, digitsAt(lower, at))
  if (first === '.') return readDigits(lower, at, pointFirst)
  if (first in vulgar) return { end: at + 1, value: fraction(...vulgar[first]), digits: null, notation: null }
  const words =
    first >= 'a' && first <= 'z'
      ? (englishNumberAt(folded, at) ?? englishOrdinalAt(folded, at))
      : chineseNumberAt(folded, at)
  return words === null || isWordCharacter(lower[words.end])
    ? null
    : { ...words, digits: null, notation: null }
}

function digitsAt(lower: string, at: number): Numeral | null {
  const spelled = lower[at - 1] === ' ' && /\d/.test(lower[at - 2] ?? '') ? null : matchAt(spaced, lower, at)
  if (spelled !== null) {
    const digits = spelled[0].replaceAll(' ', '')
    return { end: at + spelled[0].length, value: fractionOf(digits), digits, notation: null }
  }
  for (const pattern of [scientific, grouped, lakhs, plainDecimal, digitsAlone]) {
    const numeral = readDigits(lower, at, pattern)
    if (numeral !== null) return numeral
  }
  return null
}

/** What `readingsAs` reads, exactly. A comma before three digits stands between thousands, a point before decimals. */
function readDigits(lower: string, at: number, pattern: RegExp): Numeral | null {
  const match = matchAt(pattern, lower, at)
  if (match === null) return null
  const [written] = match
  const readings = readingsAs('number', written)
  if (readings.length === 0) return null
  const inCommas = readings[0].notation === 'decimal comma'
  const digits = inCommas
    ? written.replaceAll(/[. ']/g, '').replace(',', '.')
    : written.replaceAll(/[, ']/g, '')
  const isPlain = /^\d+(?:\.\d+)?$/.test(written)
  const notation = /^[1-9]\d{0,2}\.\d{3}$/.test(written)
    ? 'open point'
    : /^[1-9]\d{0,2},\d{3}$/.test(written)
      ? 'open comma'
      : inCommas
        ? 'comma'
        : /[.,]/.test(written)
          ? 'point'
          : null
  return { end: at + written.length, value: fractionOf(digits), digits: isPlain ? written : null, notation }
}

/** With what belongs to it behind: a fraction (1 1/2, 1½) or a power of ten. */
function withPart(lower: string, numeral: Numeral | null): Numeral | null {
  if (numeral === null) return null
  const { end, value } = numeral
  const small = matchAt(/ ?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])/y, lower, end)
  if (small !== null)
    return {
      end: end + small[0].length,
      value: sum(value, fraction(...vulgar[small[1]])),
      digits: null,
      notation: null,
    }
  const part = matchAt(mixed, lower, end)
  if (part !== null && value.denominator === 1n && Number(part[1]) < Number(part[2]))
    return {
      end: end + part[0].length,
      value: sum(value, fraction(BigInt(part[1]), BigInt(part[2]))),
      digits: null,
      notation: null,
    }
  const power = matchAt(powerOfTen, lower, end)
  if (power === null) return numeral
  const exponent = Number(
    power[1] ??
      power[2]
        .replace('⁻', '-')
        .replace('⁺', '')
        .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, each => String(superscripts.indexOf(each))),
  )
  return {
    end: end + power[0].length,
    value: product(value, fractionOf(`1e${exponent}`)),
    digits: null,
    notation: null,
  }
}
